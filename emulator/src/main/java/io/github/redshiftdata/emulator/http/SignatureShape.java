package io.github.redshiftdata.emulator.http;

import io.github.redshiftdata.emulator.api.ServiceException;
import java.util.regex.Pattern;

/** Whether a request looks signed with SigV4. Whose key signed it is not looked at. */
final class SignatureShape {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=[^/,\\s]+/\\d{8}/[a-z0-9-]+/redshift-data/aws4_request(,|\\s|$)");
    private static final Pattern SIGNED_HEADERS = Pattern.compile("SignedHeaders=[^,\\s]+");
    private static final Pattern SIGNATURE = Pattern.compile("Signature=[0-9a-f]{64}");

    private SignatureShape() {}

    /** @throws ServiceException with status 403 */
    static void check(Headers headers) {
        var authorization = headers.first("Authorization");
        if (authorization == null || authorization.isBlank()) {
            throw new ServiceException("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
        }
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            throw incomplete("Authorization header requires the algorithm AWS4-HMAC-SHA256.");
        }
        require(
                CREDENTIAL,
                authorization,
                "'Credential' parameter with the scope DATE/REGION/redshift-data/aws4_request");
        require(SIGNED_HEADERS, authorization, "'SignedHeaders' parameter");
        require(SIGNATURE, authorization, "'Signature' parameter");
        if (headers.first("X-Amz-Date") == null && headers.first("Date") == null) {
            throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
    }

    private static void require(Pattern part, String authorization, String what) {
        if (!part.matcher(authorization).find()) {
            throw incomplete("Authorization header requires " + what + ".");
        }
    }

    private static ServiceException incomplete(String message) {
        return new ServiceException("IncompleteSignatureException", 403, message);
    }
}
