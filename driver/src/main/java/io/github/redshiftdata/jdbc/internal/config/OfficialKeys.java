package io.github.redshiftdata.jdbc.internal.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys of the official driver, and of its plugins, with what they are here. The manual's table is made of it. */
public final class OfficialKeys {

    /** How a key of the official driver lives on. */
    public enum Here {
        SAME("same", "Here: "),
        OTHER("other name", "Here: "),
        UNNEEDED("not needed", "Leave it out: "),
        ABSENT("not there", "There is none here: ");

        private final String word;
        private final String advice;

        Here(String word, String advice) {
            this.word = word;
            this.advice = advice;
        }

        /** In a word, for the table. */
        public String word() {
            return word;
        }
    }

    /**
     * Keys that are the same to this driver.
     *
     * @param words what they are, with the properties of this driver in backticks
     */
    public record Row(List<String> keys, Here here, String words) {}

    private static final String OF_KEYS = " \\| ";

    private static final String TABLE =
            """
            Host, Port, DBName | OTHER | host and path of the URL, or `clusterIdentifier` or `workgroupName`, and `database`; there is no port
            User, UID, Username | OTHER | `dbUser`, for a cluster. Otherwise the user follows from the AWS identity, or is that of `secretArn`
            Password, PWD | OTHER | `secretArn`: the Data API takes no password
            DbUser | SAME | `dbUser`
            ClusterID | OTHER | `clusterIdentifier`, or the name as the host
            isServerless | OTHER | `serverless=true`; a serverless endpoint as the host tells it by itself
            serverlessWorkGroup | OTHER | `workgroupName`, or the name as the host with `serverless=true`
            serverlessAcctId | UNNEEDED | the endpoint or the name of the workgroup is enough
            Region | SAME | `region`
            Profile | SAME | `profile`
            AccessKeyID, SecretAccessKey, SessionToken | SAME | `accessKeyId`, `secretAccessKey`, `sessionToken`; the last two not in the URL
            IAMAuth | UNNEEDED | every sign-in is one by IAM
            IAMDuration | UNNEEDED | each statement is signed anew; the session has its own time, see `sessionKeepAliveSeconds`
            IAMDisableCache | UNNEEDED | credentials of the database are not fetched, so none are cached
            AuthProfile | ABSENT | set the properties themselves, or keep them in a DataSource
            Plugin_Name | OTHER | a profile with SSO (`profile`), `roleArn`, or a class of your own by `credentialsProvider`; for the browser plugins of IAM Identity Center `ssoStartUrl` and `ssoRegion`, of SAML `samlLoginUrl`; for the plugin of a JWT `webIdentityToken`
            roleArn | SAME | `roleArn`
            roleSessionName | SAME | `roleSessionName`
            webIdentityToken | SAME | `webIdentityToken`, with `roleArn` and not in the URL; or its file by `webIdentityTokenFile`
            providerName, Duration, client_protocol_version | UNNEEDED | they belong to its plugins and its wire protocol
            token, token_type, Identity_Namespace | ABSENT | a token as the database's login does not pass the Data API; `ssoStartUrl` signs in by a role, and with `ssoApplicationArn` as the person
            issuer_url | OTHER | `ssoStartUrl`
            idc_region | OTHER | `ssoRegion`
            IdC_Client_Display_Name | UNNEEDED | the page of the sign-in names this driver
            Listen_Port | OTHER | `ssoPort` for IAM Identity Center, `samlPort` for SAML
            IdP_Response_Timeout | OTHER | `loginTimeout`
            Login_URL | OTHER | `samlLoginUrl`
            SAML_Assertion | OTHER | `samlAssertion`, as a property and not in the URL
            Preferred_Role | OTHER | `roleArn`
            IdP_Host, IdP_Port, IdP_Tenant, IdP_Partition, loginToRp, Partner_SPID, App_ID, App_Name, Client_ID, Client_Secret, Scope | ABSENT | the driver sends no password to an identity provider: `samlLoginUrl` opens its page in the browser, and `webIdentityToken` takes its token; otherwise a `credential_process` in the `profile`, or `credentialsProvider`
            SSL_Insecure | ABSENT | the certificate is always checked; `caCertificates` and `trustStore` say by what
            AutoCreate | ABSENT | create the user in the database
            DbGroups, DbGroupsFilter, ForceLowercase, GroupFederation | ABSENT | groups come from the tag RedshiftDbGroups of the IAM role, or are granted in the database
            EndpointUrl | OTHER | `endpoint`, which is that of the Data API
            StsEndpointUrl | OTHER | `stsEndpoint`
            SSL, SSLMode, AuthMech | UNNEEDED | it is always HTTPS, and the certificate is always checked
            SSLRootCert | OTHER | `caCertificates`, but only where a company's proxy opens TLS
            SSLTrustStorePath, SSLTrustStore | OTHER | `trustStore`, `trustStorePassword`, but only where a company's proxy opens TLS
            SSLCert, SSLKey, SSLPassword, SSLPasswordCallback | ABSENT | requests are signed, so no certificate of the client is needed
            SSLFactory, SSLFactoryArg, SSLHostnameVerifier, socketFactory, socketFactoryArg | ABSENT | see `proxyHost`, `caCertificates` and `trustStore`
            GSSLib, JAASApplicationName, JAASLogin, KerberosServerName, SSPIServiceClass, UseSPNEGO | ABSENT | Kerberos does not sign requests to AWS; `credentialsProvider` may
            currentSchema | SAME | `currentSchema`: a list of schemas too, with quoted names. One that does not exist is a warning in the log
            readOnly | SAME | `readOnly`; what it does is set by `readOnlyMode`
            readOnlyMode | SAME | `readOnlyMode`; without it read-only sessions outside transactions count too
            ApplicationName | SAME | `applicationName`; it names the session, the statements of the Data API, and the requests
            queryGroup | SAME | `queryGroup`
            options | OTHER | `sessionSettings`
            connectionTimezone | OTHER | `timeZone=JVM` for LOCAL, and nothing for SERVER
            loginTimeout | SAME | `loginTimeout`
            connectTimeout | SAME | `connectTimeout`
            socketTimeout | OTHER | `requestTimeout` for one request, `queryTimeout` for a statement
            cancelSignalTimeout | UNNEEDED | a cancel ends the call within about a second, and is repeated in the background
            tcpKeepAlive, receiveBufferSize, sendBufferSize, Compression | UNNEEDED | no connection has to stay open while a statement runs
            defaultRowFetchSize, BlockingRowsMode | UNNEEDED | the service decides the size of a page
            fetchRingBufferSize, maxResultBuffer | OTHER | `resultBufferBytes`
            enableFetchRingBuffer, enableFetchReadAndProcessBuffers | UNNEEDED | one page is always read ahead
            reWriteBatchedInserts, reWriteBatchedInsertsSize | UNNEEDED | batches of inserts always become statements of many rows
            enableMultiSqlSupport | UNNEEDED | scripts are always taken; `scriptMode` says how they commit
            AutoSave, CleanupSavepoints | ABSENT | Redshift has no savepoints
            raiseExceptionOnSilentRollback | UNNEEDED | a commit after a failed statement always throws
            databaseMetadataCurrentDbOnly | UNNEEDED | the catalog argument decides, and null is the database of the connection
            databaseMetadataCacheFields, databaseMetadataCacheFieldsMiB | OTHER | `metadataCacheSeconds`
            OverrideSchemaPatternType | OTHER | `metadataSource`
            hideUnprivilegedObjects | ABSENT | the catalog of the service decides what it shows
            preferQueryMode, stringType | OTHER | `parameters=literal` where Redshift cannot tell the type of a parameter
            prepareThreshold, preparedStatementCacheQueries, preparedStatementCacheSizeMiB, enableStatementCache, enableGeneratedName | UNNEEDED | the Data API has no prepared statements to keep
            binaryTransfer, binaryTransferEnable, binaryTransferDisable | UNNEEDED | the Data API has one form of values; `resultFormat` chooses between JSON and CSV
            allowEncodingChanges, assumeMinServerVersion, protocolVersion, disableColumnSanitiser, unknownLength | UNNEEDED | they belong to its wire protocol
            escapeSyntaxCallMode | UNNEEDED | a call with a result before it is a SELECT, any other a CALL
            disableIsValidQuery | UNNEEDED | isValid asks nothing shortly after an answer
            hostRecheckSeconds, loadBalanceHosts, targetServerType | UNNEEDED | there is one address
            LogLevel, DSILogLevel | OTHER | `logLevel`, for `logFile`; or the loggers of SLF4J
            LogPath | OTHER | `logFile`, as a property and not in the URL; or SLF4J
            maxLogFileSize, maxLogFileCount | UNNEEDED | four files of 10 MB are kept
            logServerErrorDetail | UNNEEDED | the text of the database is always whole
            logUnclosedConnections, maxWarningCount | ABSENT | HikariCP's leakDetectionThreshold finds connections that are not closed
            IniFile, IniSection | ABSENT | keep properties in a DataSource, or credentials in a `profile`
            """;

    private static final List<Row> ROWS;
    private static final Map<String, Row> BY_KEY = new HashMap<>();

    static {
        var rows = new ArrayList<Row>();
        for (var line : TABLE.lines().toList()) {
            var parts = line.split(OF_KEYS, -1);
            var row = new Row(List.of(parts[0].split(", ", -1)), Here.valueOf(parts[1]), parts[2]);
            rows.add(row);
            row.keys().forEach(key -> BY_KEY.put(key.toLowerCase(Locale.ROOT), row));
        }
        ROWS = Collections.unmodifiableList(rows);
    }

    private OfficialKeys() {}

    /** All of them, in the order of the manual. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** What to do instead with a key, whatever its case; empty for a key that is none of the official driver's. */
    static Optional<String> adviceOn(String key) {
        return Optional.ofNullable(BY_KEY.get(key.toLowerCase(Locale.ROOT)))
                .map(row -> "It is a key of the official driver. " + row.here().advice
                        + row.words().replace("`", "") + ".");
    }
}
