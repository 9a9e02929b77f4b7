package io.github.redshiftdata.jdbc.internal.api;

/** A named parameter: {@code :name} in the text, a non-empty text value for the service to convert. */
public record SqlParameter(String name, String value) {

    /** Parameter values are never shown: they may be personal data. */
    @Override
    public String toString() {
        return ":" + name;
    }
}
