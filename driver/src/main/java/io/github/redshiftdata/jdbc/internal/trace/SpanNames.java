package io.github.redshiftdata.jdbc.internal.trace;

/**
 * The attributes of spans, named as in OpenTelemetry's conventions for databases and for calls of AWS, as far as these have
 * one.
 */
public final class SpanNames {

    public static final String SYSTEM = "db.system.name";
    public static final String NAMESPACE = "db.namespace";
    public static final String OPERATION = "db.operation.name";
    public static final String BATCH_SIZE = "db.operation.batch.size";
    /** The SQLSTATE. */
    public static final String RESPONSE_STATUS = "db.response.status_code";

    public static final String ERROR_TYPE = "error.type";
    public static final String SERVER_ADDRESS = "server.address";
    public static final String SERVER_PORT = "server.port";

    public static final String RPC_SYSTEM = "rpc.system";
    public static final String RPC_SERVICE = "rpc.service";
    public static final String RPC_METHOD = "rpc.method";
    public static final String AWS_REQUEST_ID = "aws.request_id";
    public static final String HTTP_STATUS = "http.response.status_code";

    /** The id of the statement at the Data API; the conventions have no name for it. */
    public static final String STATEMENT_ID = "aws.redshift_data.statement_id";

    private SpanNames() {}
}
