package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Gives AWS credentials, without a type of the AWS SDK: for the {@code all} jar, whose copy of the SDK has other names.
 *
 * @see RedshiftDataDataSource#setCredentialsSource
 */
@FunctionalInterface
public interface RedshiftDataCredentials {

    /**
     * The credentials as they are now. The driver asks before each request, in a thread of its own, and one client asks
     * in one thread at a time: keep what is valid, and give new ones before the old ones end.
     *
     * @throws Exception if there are none; its message becomes part of an SQLException of SQLSTATE 28000
     */
    Keys get() throws Exception;

    /**
     * An access key.
     *
     * @param accessKeyId its public part
     * @param secretAccessKey its secret
     * @param sessionToken what belongs to a temporary key; null for a lasting one
     */
    record Keys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "Keys[accessKeyId=" + accessKeyId + "]";
        }
    }
}
