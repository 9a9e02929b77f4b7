package io.github.redshiftdata.hibernate;

import java.sql.Types;
import java.util.Map;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.DmlTargetColumnQualifierSupport;
import org.hibernate.dialect.NationalizationSupport;
import org.hibernate.dialect.TimeZoneSupport;
import org.hibernate.dialect.function.CommonFunctionFactory;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.dialect.pagination.LimitHandler;
import org.hibernate.dialect.pagination.LimitOffsetLimitHandler;
import org.hibernate.dialect.temptable.TemporaryTableExporter;
import org.hibernate.dialect.temptable.TemporaryTableKind;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.env.spi.NameQualifierSupport;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.internal.util.JdbcExceptionHelper;
import org.hibernate.mapping.Index;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.Lockable;
import org.hibernate.query.sqm.IntervalType;
import org.hibernate.query.sqm.TemporalUnit;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.AfterUseAction;
import org.hibernate.query.sqm.mutation.internal.temptable.BeforeUseAction;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.SqlAstTranslatorFactory;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.tool.schema.spi.Exporter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.descriptor.java.PrimitiveByteArrayJavaType;
import org.hibernate.type.descriptor.jdbc.LongVarbinaryJdbcType;
import org.hibernate.type.descriptor.jdbc.LongVarcharJdbcType;
import org.hibernate.type.descriptor.jdbc.TimestampUtcAsOffsetDateTimeJdbcType;
import org.hibernate.type.descriptor.jdbc.VarcharJdbcType;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;

/**
 * Amazon Redshift: LIMIT and OFFSET, no row locks, no sequences, no RETURNING, its types and its functions. For
 * Hibernate 6.6 and 7.
 *
 * <p>Ids are made by the program: assigned, as UUID, or by {@code @GeneratedValue} without a strategy, which counts in a
 * table. {@code GenerationType.IDENTITY} is refused when the application starts, since Redshift does not tell the key
 * of an inserted row.
 */
public class RedshiftDialect extends Dialect {

    /** In bytes of UTF-8. */
    private static final int MOST_OF_VARCHAR = 65_535;

    private static final int MOST_OF_VARBYTE = 1_024_000;
    private static final int LONGEST_NAME = 127;
    /** Rows of a batch, which the driver sends as statements of many rows. */
    private static final int BATCH = 500;

    private final TemporaryTables temporaryTables = new TemporaryTables(this);

    public RedshiftDialect() {
        this(DatabaseVersion.make(8));
    }

    /** The dialect of a connection. */
    public RedshiftDialect(DialectResolutionInfo info) {
        super(info);
    }

    /** The dialect of a version; Redshift tells 8.0 of all its versions. */
    public RedshiftDialect(DatabaseVersion version) {
        super(version);
    }

    // Types

    @Override
    protected String columnType(int sqlTypeCode) {
        return switch (sqlTypeCode) {
            case SqlTypes.TINYINT -> "smallint";
            case SqlTypes.FLOAT -> "double precision";
            case SqlTypes.TIME -> "time";
            case SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC -> "timetz";
            case SqlTypes.TIMESTAMP -> "timestamp";
            case SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.TIMESTAMP_UTC -> "timestamptz";
            case SqlTypes.NCHAR -> columnType(SqlTypes.CHAR);
            case SqlTypes.NVARCHAR -> columnType(SqlTypes.VARCHAR);
            case SqlTypes.CLOB, SqlTypes.NCLOB, SqlTypes.LONG32VARCHAR, SqlTypes.LONG32NVARCHAR ->
                "varchar(" + MOST_OF_VARCHAR + ")";
            case SqlTypes.BINARY, SqlTypes.VARBINARY -> "varbyte($l)";
            case SqlTypes.BLOB, SqlTypes.LONG32VARBINARY -> "varbyte(" + MOST_OF_VARBYTE + ")";
            default -> super.columnType(sqlTypeCode);
        };
    }

    /** Without a length: CAST to VARCHAR would cut at 256 bytes. */
    @Override
    protected String castType(int sqlTypeCode) {
        return switch (sqlTypeCode) {
            case SqlTypes.CHAR,
                    SqlTypes.NCHAR,
                    SqlTypes.VARCHAR,
                    SqlTypes.NVARCHAR,
                    SqlTypes.LONG32VARCHAR,
                    SqlTypes.LONG32NVARCHAR -> "varchar(" + MOST_OF_VARCHAR + ")";
            case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.LONG32VARBINARY -> "varbyte";
            default -> super.castType(sqlTypeCode);
        };
    }

    @Override
    protected void registerColumnTypes(TypeContributions contributions, ServiceRegistry services) {
        super.registerColumnTypes(contributions, services);
        var types = contributions.getTypeConfiguration().getDdlTypeRegistry();
        types.addDescriptor(new DdlTypeImpl(SqlTypes.JSON, "varchar(" + MOST_OF_VARCHAR + ")", this));
        types.addDescriptor(new DdlTypeImpl(SqlTypes.UUID, "char(36)", this));
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
        super.contributeTypes(contributions, services);
        var types = contributions.getTypeConfiguration().getJdbcTypeRegistry();
        types.addDescriptor(SqlTypes.UUID, VarcharJdbcType.INSTANCE);
        types.addDescriptor(Types.BLOB, new LongVarbinaryJdbcType(SqlTypes.LONG32VARBINARY));
        types.addDescriptor(Types.CLOB, new LongVarcharJdbcType(SqlTypes.LONG32VARCHAR));
        types.addDescriptor(TimestampUtcAsOffsetDateTimeJdbcType.INSTANCE);
    }

    @Override
    public int getMaxVarcharLength() {
        return MOST_OF_VARCHAR;
    }

    @Override
    public int getMaxVarbinaryLength() {
        return MOST_OF_VARBYTE;
    }

    @Override
    public int getDefaultTimestampPrecision() {
        return 6;
    }

    @Override
    public int getDefaultDecimalPrecision() {
        return 38;
    }

    @Override
    public TimeZoneSupport getTimeZoneSupport() {
        return TimeZoneSupport.NORMALIZE;
    }

    @Override
    public NationalizationSupport getNationalizationSupport() {
        return NationalizationSupport.IMPLICIT;
    }

    @Override
    public boolean useInputStreamToInsertBlob() {
        return false;
    }

    @Override
    public boolean useConnectionToCreateLob() {
        return false;
    }

    // Literals

    /** A backslash escapes in Redshift's literals. */
    @Override
    public void appendLiteral(SqlAppender appender, String literal) {
        super.appendLiteral(appender, literal.replace("\\", "\\\\"));
    }

    @Override
    public void appendBooleanValueString(SqlAppender appender, boolean value) {
        appender.appendSql(value);
    }

    @Override
    public void appendBinaryLiteral(SqlAppender appender, byte[] bytes) {
        appender.appendSql("from_hex('");
        PrimitiveByteArrayJavaType.INSTANCE.appendString(appender, bytes);
        appender.appendSql("')");
    }

    // Time

    @Override
    public String currentTimestamp() {
        return "sysdate";
    }

    @Override
    public String currentLocalTimestamp() {
        return currentTimestamp();
    }

    @Override
    public String currentTime() {
        return "cast(sysdate as time)";
    }

    @Override
    public String currentLocalTime() {
        return currentTime();
    }

    @Override
    public String currentTimestampWithTimeZone() {
        return "cast(sysdate as timestamptz)";
    }

    @Override
    public boolean supportsCurrentTimestampSelection() {
        return true;
    }

    @Override
    public boolean isCurrentTimestampSelectStringCallable() {
        return false;
    }

    @Override
    public String getCurrentTimestampSelectString() {
        return "select sysdate";
    }

    @Override
    public long getFractionalSecondPrecisionInNanos() {
        return 1_000; // microseconds
    }

    @Override
    public String translateExtractField(TemporalUnit unit) {
        return TimeSql.field(unit.name());
    }

    /** The same for Hibernate 7, whose units are of another class. */
    public String translateExtractField(org.hibernate.query.common.TemporalUnit unit) {
        return TimeSql.field(unit.name());
    }

    @Override
    public String extractPattern(TemporalUnit unit) {
        return TimeSql.extract(unit.name());
    }

    /** The same for Hibernate 7. */
    public String extractPattern(org.hibernate.query.common.TemporalUnit unit) {
        return TimeSql.extract(unit.name());
    }

    @Override
    @SuppressWarnings("deprecation") // the enum of JPA that Hibernate's signature has
    public String timestampaddPattern(
            TemporalUnit unit, jakarta.persistence.TemporalType type, IntervalType intervalType) {
        return TimeSql.add(unit.name());
    }

    /** The same for Hibernate 7. */
    @SuppressWarnings("deprecation") // the enum of JPA that Hibernate's signature has
    public String timestampaddPattern(
            org.hibernate.query.common.TemporalUnit unit,
            jakarta.persistence.TemporalType type,
            IntervalType intervalType) {
        return TimeSql.add(unit.name());
    }

    @Override
    @SuppressWarnings("deprecation") // the enum of JPA that Hibernate's signature has
    public String timestampdiffPattern(
            TemporalUnit unit, jakarta.persistence.TemporalType from, jakarta.persistence.TemporalType to) {
        return TimeSql.difference(unit.name());
    }

    /** The same for Hibernate 7. */
    @SuppressWarnings("deprecation") // the enum of JPA that Hibernate's signature has
    public String timestampdiffPattern(
            org.hibernate.query.common.TemporalUnit unit,
            jakarta.persistence.TemporalType from,
            jakarta.persistence.TemporalType to) {
        return TimeSql.difference(unit.name());
    }

    // Functions

    @Override
    public void initializeFunctionRegistry(FunctionContributions contributions) {
        super.initializeFunctionRegistry(contributions);
        var functions = new CommonFunctionFactory(contributions);
        functions.cot();
        functions.radians();
        functions.degrees();
        functions.cbrt();
        functions.pi();
        functions.mod_operator();
        functions.log_ln();
        // LOG is that of base 10
        contributions
                .getFunctionRegistry()
                .namedDescriptorBuilder("log10", "log")
                .setExactArgumentCount(1)
                .setInvariantType(contributions
                        .getTypeConfiguration()
                        .getBasicTypeRegistry()
                        .resolve(StandardBasicTypes.DOUBLE))
                .register();
        functions.trunc_dateTrunc();
        functions.trim2();
        functions.repeat();
        functions.reverse();
        functions.md5();
        functions.sha1();
        functions.sha2();
        functions.initcap();
        functions.substr();
        functions.substring_substr();
        functions.translate();
        functions.toCharNumberDateTimestamp();
        functions.concat_pipeOperator();
        functions.octetLength();
        functions.ascii();
        functions.char_chr();
        functions.position();
        functions.locate_positionSubstring();
        functions.bitandorxornot_operator();
        functions.everyAny_boolAndOr();
        functions.median();
        functions.stddev();
        functions.stddevPopSamp();
        functions.variance();
        functions.varPopSamp();
        functions.listagg(null);
        functions.windowFunctions();
        functions.addMonths();
        functions.monthsBetween();
        functions.lastDay();
        functions.dateTrunc();
        functions.crc32();
        functions.soundex();
        contributions
                .getFunctionRegistry()
                .namedDescriptorBuilder("rand", "random")
                .setExactArgumentCount(0)
                .setInvariantType(contributions
                        .getTypeConfiguration()
                        .getBasicTypeRegistry()
                        .resolve(StandardBasicTypes.DOUBLE))
                .setUseParenthesesWhenNoArgs(true)
                .register();
        // # is Redshift's exclusive or
        contributions
                .getFunctionRegistry()
                .patternDescriptorBuilder("bitxor", "(?1#?2)")
                .setExactArgumentCount(2)
                .register();
    }

    // Queries

    @Override
    public SqlAstTranslatorFactory getSqlAstTranslatorFactory() {
        return new StandardSqlAstTranslatorFactory() {
            @Override
            protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
                    SessionFactoryImplementor sessionFactory, Statement statement) {
                return new RedshiftSqlAstTranslator<>(sessionFactory, statement, temporaryTables);
            }
        };
    }

    @Override
    public LimitHandler getLimitHandler() {
        return LimitOffsetLimitHandler.INSTANCE;
    }

    @Override
    public boolean supportsValuesList() {
        return false;
    }

    @Override
    public boolean supportsLateral() {
        return false;
    }

    @Override
    public boolean supportsRecursiveCTE() {
        return true;
    }

    @Override
    public boolean supportsWindowFunctions() {
        return true;
    }

    @Override
    public boolean supportsPartitionBy() {
        return true;
    }

    @Override
    public boolean supportsDistinctFromPredicate() {
        return false;
    }

    @Override
    public boolean supportsCaseInsensitiveLike() {
        return true;
    }

    @Override
    public String getCaseInsensitiveLike() {
        return "ilike";
    }

    @Override
    public boolean supportsFromClauseInUpdate() {
        return true;
    }

    /** DELETE takes no alias in Redshift. */
    @Override
    public DmlTargetColumnQualifierSupport getDmlTargetColumnQualifierSupport() {
        return DmlTargetColumnQualifierSupport.TABLE_EXPRESSION;
    }

    @Override
    public int getDefaultStatementBatchSize() {
        return BATCH;
    }

    // Locks: there are none of rows

    /** Empty for the tables in which Hibernate counts ids; who asks for the lock of an entity is refused elsewhere. */
    @Override
    public String getForUpdateString() {
        return "";
    }

    @Override
    public String getForUpdateString(String aliases) {
        return "";
    }

    @Override
    public String applyLocksToSql(String sql, LockOptions options, Map<String, String[]> keyColumnNames) {
        return sql;
    }

    /** Refuses the lock of an entity that is loaded already; Hibernate 7 locks it by a query, which is refused, too. */
    @Override
    @SuppressWarnings({"deprecation", "removal"}) // the type that Hibernate 6 has in this signature
    public LockingStrategy getLockingStrategy(Lockable lockable, LockMode lockMode) {
        if (RowLocks.isAsked(lockMode)) {
            throw RowLocks.refused(lockMode);
        }
        return super.getLockingStrategy(lockable, lockMode);
    }

    // Names and tables

    @Override
    public int getMaxIdentifierLength() {
        return LONGEST_NAME;
    }

    @Override
    public NameQualifierSupport getNameQualifierSupport() {
        return NameQualifierSupport.SCHEMA;
    }

    @Override
    public String[] getCreateSchemaCommand(String schemaName) {
        return new String[] {"create schema if not exists " + schemaName};
    }

    @Override
    public String[] getDropSchemaCommand(String schemaName) {
        return new String[] {"drop schema if exists " + schemaName};
    }

    @Override
    public String getCurrentSchemaCommand() {
        return "select current_schema()";
    }

    @Override
    public boolean supportsIfExistsBeforeTableName() {
        return true;
    }

    /** DROP TABLE … CASCADE takes the constraints with it. */
    @Override
    public boolean dropConstraints() {
        return false;
    }

    @Override
    public String getCascadeConstraintsString() {
        return " cascade";
    }

    @Override
    public boolean supportsCommentOn() {
        return true;
    }

    @Override
    public boolean supportsColumnCheck() {
        return false;
    }

    @Override
    public boolean supportsTableCheck() {
        return false;
    }

    @Override
    public boolean canBatchTruncate() {
        return false;
    }

    /** Redshift has no indexes. */
    @Override
    public Exporter<Index> getIndexExporter() {
        return new Exporter<>() {
            @Override
            public String[] getSqlCreateStrings(Index index, Metadata metadata, SqlStringGenerationContext context) {
                return NO_COMMANDS;
            }

            @Override
            public String[] getSqlDropStrings(Index index, Metadata metadata, SqlStringGenerationContext context) {
                return NO_COMMANDS;
            }
        };
    }

    // Queries that change rows of several tables

    @Override
    public TemporaryTableKind getSupportedTemporaryTableKind() {
        return TemporaryTableKind.LOCAL;
    }

    @Override
    public TemporaryTableExporter getTemporaryTableExporter() {
        return temporaryTables;
    }

    @Override
    public BeforeUseAction getTemporaryTableBeforeUseAction() {
        return BeforeUseAction.CREATE;
    }

    /** TRUNCATE would commit the transaction, so the table is dropped. */
    @Override
    public AfterUseAction getTemporaryTableAfterUseAction() {
        return AfterUseAction.DROP;
    }

    /** The same for Hibernate 7. */
    public TemporaryTableStrategy getLocalTemporaryTableStrategy() {
        return TemporaryTablesOfHibernate7.make();
    }

    /** By the ids that are read before. */
    @Override
    public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
            EntityMappingType entity, RuntimeModelCreationContext context) {
        return new InlineMutationStrategy(this);
    }

    @Override
    public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
            EntityMappingType entity, RuntimeModelCreationContext context) {
        return temporaryTables.insertStrategy(entity, context);
    }

    // Errors

    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        return (exception, message, sql) -> {
            var state = JdbcExceptionHelper.extractSqlState(exception);
            // a conflict of serializable transactions, and a deadlock
            return "40001".equals(state) || "40P01".equals(state)
                    ? new LockAcquisitionException(message, exception, sql)
                    : null;
        };
    }
}
