package io.github.redshiftdata.jdbc;

/**
 * Gives the answer of a SAML identity provider: for programs that sign a person in themselves.
 *
 * @see RedshiftDataDataSource#setSamlSource
 */
@FunctionalInterface
public interface RedshiftDataSamlSource {

    /**
     * Called when a connection is opened and AWS has to be asked for credentials, in a thread of the driver. It may wait for a
     * person.
     *
     * @return the form field {@code SAMLResponse}: the answer in Base64. Identity providers let it count for some minutes
     * @throws Exception if there is none; its message is told
     */
    String assertion() throws Exception;
}
