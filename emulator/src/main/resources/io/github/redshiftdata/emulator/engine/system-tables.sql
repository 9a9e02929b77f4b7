-- Redshift's system tables and views of which the emulator has nothing to tell: with Redshift's columns, and empty. What other
-- scripts have made stays as it is. A name with a colon starts a view.
DO $script$
DECLARE
    view record;
BEGIN
    FOR view IN SELECT split_part(entry, ':', 1) AS name, split_part(entry, ':', 2) AS columns
        FROM unnest(string_to_array(replace(E'\n' || $views$
stl_aggr: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, slots integer, occupied integer, maxlength integer, tbl integer, is_diskbased
    char(1), workmem bigint, type char(6), resizes integer, flushable integer
stl_alert_event_log: userid integer, query integer, slice integer, segment integer, step integer, pid integer, xid bigint, event
    char(1024), solution char(1024), event_time timestamp
stl_analyze: userid integer, xid bigint, database char(30), table_id integer, status char(15), rows double precision,
    modified_rows double precision, threshold_percent integer, is_auto char(1), starttime timestamp, endtime timestamp, prevtime
    timestamp, num_predicate_cols integer, num_new_predicate_cols integer, is_background char(1), auto_analyze_phase char(100),
    schema_name char(128), table_name char(136)
stl_analyze_compression: userid integer, start_time timestamp, xid bigint, tbl integer, tablename char(128), col integer,
    old_encoding char(15), new_encoding char(15), mode char(14), best_compression_encoding char(15), recommended_encoding
    char(15), schema_name char(128)
stl_bcast: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, packets integer, checksum bigint, datatype integer
stl_commit_stats: xid bigint, node integer, startqueue timestamp, startwork timestamp, endflush timestamp, endstage timestamp,
    endlocal timestamp, startglobal timestamp, endtime timestamp, queuelen bigint, permblocks bigint, newblocks bigint,
    dirtyblocks bigint, headers bigint, numxids integer, oldestxid bigint, extwritelatency bigint, metadatawritten integer,
    tombstonedblocks bigint, tossedblocks bigint, batched_by bigint
stl_connection_log: event char(50), recordtime timestamp, remotehost char(45), remoteport char(32), pid integer, dbname char(50),
    username char(50), authmethod char(32), duration integer, sslversion char(50), sslcipher char(128), mtu integer,
    sslcompression char(64), sslexpansion char(64), iamauthguid char(36), application_name char(250), os_version char(64),
    driver_version char(64), plugin_name char(32), protocol_version integer, sessionid char(36), compression char(16)
stl_ddltext: userid integer, xid bigint, pid integer, label char(320), starttime timestamp, endtime timestamp, sequence integer,
    text char(200)
stl_delete: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, tbl integer
stl_disk_full_diag: currenttime bigint, node_num bigint, query_id bigint, temp_blocks bigint
stl_dist: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, packets integer, checksum bigint, datatype integer
stl_error: userid integer, process char(12), recordtime timestamp, pid integer, errcode integer, file char(90), linenum integer,
    context char(100), error char(512)
stl_explain: userid integer, query integer, nodeid integer, parentid integer, plannode char(400), info char(400)
stl_file_scan: userid integer, query integer, slice integer, name char(90), lines bigint, bytes bigint, loadtime bigint, curtime
    timestamp, is_partial integer, start_offset bigint
stl_hash: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, slots integer, occupied integer, maxlength integer, tbl integer, is_diskbased
    char(1), workmem bigint, num_parts integer, est_rows bigint, num_blocks_permitted integer, resizes integer, checksum bigint,
    runtime_filter_size integer, max_runtime_filter_size integer
stl_hashjoin: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, tbl integer, num_parts integer, join_type integer, hash_looped char(1), switched_parts char(1),
    used_prefetching char(1), hash_segment integer, hash_step integer, checksum bigint, distribution integer
stl_insert: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, tbl integer, inserted_mega_value char(1), use_staging_table char(1)
stl_limit: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, checksum bigint
stl_load_commits: userid integer, query integer, slice integer, name char(256), filename char(256), byte_offset integer,
    lines_scanned integer, errors integer, curtime timestamp, status integer, file_format char(16), is_partial integer,
    start_offset bigint, copy_job_id bigint
stl_load_errors: userid integer, slice integer, tbl integer, starttime timestamp, session integer, query integer, filename
    char(256), line_number bigint, colname char(127), type char(10), col_length char(10), position integer, raw_line char(1024),
    raw_field_value char(1024), err_code integer, err_reason char(100), is_partial integer, start_offset bigint, copy_job_id
    bigint
stl_loaderror_detail: userid integer, slice integer, session integer, query integer, filename char(256), line_number bigint, field
    integer, colname char(1024), value char(1024), is_null integer, type char(10), col_length char(10)
stl_merge: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, checksum bigint
stl_mergejoin: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime
    timestamp, tasknum integer, rows bigint, tbl integer, checksum bigint
stl_mv_state: userid bigint, starttime timestamp, xid bigint, event_desc char(500), db_name char(128), base_table_schema
    char(128), base_table_name char(128), mv_schema char(128), mv_name char(128), state char(32)
stl_nestloop: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, tbl integer, checksum bigint
stl_parse: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint
stl_plan_info: userid integer, query integer, nodeid integer, segment integer, step integer, locus integer, plannode integer,
    startupcost double precision, totalcost double precision, rows bigint, bytes bigint
stl_project: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, checksum bigint
stl_query: userid integer, query integer, label char(320), xid bigint, pid integer, database char(32), querytxt char(4000),
    starttime timestamp, endtime timestamp, aborted integer, insert_pristine integer, concurrency_scaling_status integer
stl_query_metrics: userid integer, service_class integer, query integer, segment integer, step_type integer, starttime timestamp,
    slices integer, max_rows bigint, rows bigint, max_cpu_time bigint, cpu_time bigint, max_blocks_read integer, blocks_read
    bigint, max_run_time bigint, run_time bigint, max_blocks_to_disk bigint, blocks_to_disk bigint, step integer,
    max_query_scan_size bigint, query_scan_size bigint, query_priority integer, query_queue_time bigint, service_class_name
    char(64)
stl_querytext: userid integer, xid bigint, pid integer, query integer, sequence integer, text char(200)
stl_replacements: userid integer, query integer, slice integer, tbl integer, starttime timestamp, session integer, filename
    char(256), line_number bigint, colname char(127), raw_line char(1024)
stl_restarted_sessions: currenttime timestamp, dbname char(50), newpid integer, oldpid integer, username char(50), remotehost
    char(45), remoteport char(32), parkedtime timestamp, session_vars char(2000)
stl_return: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, packets integer, checksum bigint
stl_s3client: userid integer, query integer, slice integer, recordtime timestamp, pid integer, http_method char(64), bucket
    char(64), key char(256), transfer_size bigint, data_size bigint, start_time bigint, end_time bigint, transfer_time bigint,
    compression_time bigint, connect_time bigint, app_connect_time bigint, retries bigint, request_id char(32),
    extended_request_id char(128), ip_address char(64), is_partial integer, start_offset bigint, query_uuid char(36)
stl_s3client_error: userid integer, query integer, sliceid integer, recordtime timestamp, pid integer, http_method char(64),
    bucket char(64), key char(256), error char(1024), is_partial integer, start_offset bigint
stl_save: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, tbl integer, is_diskbased char(1), workmem bigint
stl_scan: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, fetches bigint, type integer, tbl integer, is_rrscan char(1), is_delayed_scan
    char(1), rows_pre_filter bigint, rows_pre_user_filter bigint, perm_table_name char(136), is_rlf_scan char(1),
    is_rlf_scan_reason integer, num_em_blocks integer, checksum bigint, runtime_filtering char(1), scan_region integer,
    num_sortkey_as_predicate integer, row_fetcher_state integer, consumed_scan_ranges bigint, work_stealing_reason bigint,
    is_vectorized_scan char(1), is_vectorized_scan_reason integer, row_fetcher_reason bigint, topology_signature bigint,
    use_tpm_partition char(1), is_rrscan_expr char(1), scanned_mega_value char(1)
stl_schema_quota_violations: ownerid integer, xid bigint, pid integer, userid integer, schema_id integer, schema_name char(128),
    quota integer, disk_usage integer, disk_usage_pct double precision, timestamp timestamp
stl_sessions: userid integer, starttime timestamp, endtime timestamp, process integer, user_name char(50), db_name char(50),
    timeout_sec integer, timed_out integer
stl_sort: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, bytes bigint, tbl integer, is_diskbased char(1), workmem bigint, checksum bigint
stl_sshclient_error: userid integer, query integer, slice integer, recordtime timestamp, pid integer, ssh_username char(1024),
    endpoint char(1024), command char(4096), error char(1024)
stl_stream_segs: userid integer, query integer, stream integer, segment integer
stl_tr_conflict: xact_id bigint, process_id integer, xact_start_ts timestamp, abort_time timestamp, table_id bigint
stl_undone: userid integer, xact_id bigint, xact_id_undone bigint, undo_start_ts timestamp, undo_end_ts timestamp, table_id bigint
stl_unique: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, type char(6), is_diskbased char(1), slots integer, workmem bigint, max_buffers_used bigint,
    resizes integer, occupied integer, flushable integer, used_unique_prefetching char(1), bytes bigint
stl_unload_log: userid integer, query integer, slice integer, pid integer, path char(1280), start_time timestamp, end_time
    timestamp, line_count bigint, transfer_size bigint, file_format char(10)
stl_usage_control: eventtime timestamp, query integer, xid bigint, pid integer, usage_limit_id char(40), feature_type char(30)
stl_userlog: userid integer, username char(50), oldusername char(50), action char(10), usecreatedb integer, usesuper integer,
    usecatupd integer, valuntil timestamp, pid integer, xid bigint, recordtime timestamp
stl_utilitytext: userid integer, xid bigint, pid integer, label char(320), starttime timestamp, endtime timestamp, sequence
    integer, text char(200)
stl_vacuum: userid integer, xid bigint, table_id integer, status char(30), rows bigint, sortedrows integer, blocks integer,
    max_merge_partitions integer, eventtime timestamp, reclaimable_rows bigint, reclaimable_space_mb bigint, cutoff_xid bigint,
    is_recluster integer
stl_window: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, endtime timestamp,
    tasknum integer, rows bigint, is_diskbased char(1), workmem bigint
stl_wlm_error: userid integer, recordtime timestamp, pid integer, error_string char(256)
stl_wlm_query: userid integer, xid integer, task integer, query integer, service_class integer, slot_count integer,
    service_class_start_time timestamp, queue_start_time timestamp, queue_end_time timestamp, total_queue_time bigint,
    exec_start_time timestamp, exec_end_time timestamp, total_exec_time bigint, service_class_end_time timestamp, final_state
    char(16), est_peak_mem bigint, query_priority char(20), service_class_name char(64)
stl_wlm_rule_action: userid integer, query integer, service_class integer, rule char(256), action char(256), recordtime timestamp,
    action_value char(256), service_class_name char(64)
stv_active_cursors: userid integer, name char(256), xid bigint, pid integer, starttime timestamp, row_count bigint, byte_count
    bigint, fetched_rows bigint
stv_blocklist: slice integer, col integer, tbl integer, blocknum integer, num_values integer, extended_limits integer, minvalue
    bigint, maxvalue bigint, sb_pos integer, pinned integer, on_disk integer, backed_up integer, modified integer, hdr_modified
    integer, unsorted integer, tombstone integer, preferred_diskno integer, temporary integer, newblock integer, num_readers
    integer, id integer, flags integer
stv_cursor_configuration: current_cursor_count integer, max_diskspace_usable integer, current_diskspace_used integer
stv_exec_state: userid integer, query integer, slice integer, segment integer, step integer, starttime timestamp, currenttime
    timestamp, tasknum integer, rows bigint, bytes bigint, label char(256), is_diskbased char(1), workmem bigint, num_parts
    integer, is_rrscan char(1), is_delayed_scan char(1)
stv_load_state: userid integer, session integer, query integer, slice integer, pid integer, recordtime timestamp, bytes_to_load
    bigint, bytes_loaded bigint, bytes_to_load_compressed bigint, bytes_loaded_compressed bigint, lines integer, num_files
    integer, num_files_complete integer, current_file char(256), pct_complete integer
stv_locks: table_id bigint, last_commit timestamp, last_update timestamp, lock_owner bigint, lock_owner_pid bigint,
    lock_owner_start_ts timestamp, lock_owner_end_ts timestamp, lock_status char(22)
stv_ml_model_info: schema_name char(128), user_name char(128), model_name char(128), life_cycle char(20), is_refreshable integer,
    model_state char(128)
stv_mv_deps: db_name char(128), schema char(128), name char(128), ref_schema char(128), ref_name char(128), ref_database_name
    char(128)
stv_node_storage_capacity: node integer, used integer, capacity integer
stv_partitions: owner integer, host integer, diskno integer, part_begin bigint, part_end bigint, used integer, tossed integer,
    capacity integer, reads bigint, writes bigint, seek_forward integer, seek_back integer, is_san integer, failed integer, mbps
    integer, mount char(256)
stv_query_metrics: userid integer, service_class integer, query integer, segment integer, step_type integer, starttime timestamp,
    slices integer, max_rows bigint, rows bigint, max_cpu_time bigint, cpu_time bigint, max_blocks_read integer, blocks_read
    bigint, max_run_time bigint, run_time bigint, max_blocks_to_disk bigint, blocks_to_disk bigint, step integer,
    max_query_scan_size bigint, query_scan_size bigint, query_priority char(20), query_queue_time bigint
stv_startup_recovery_state: db_id integer, table_id integer, table_name char(137)
stv_tbl_trans: slice integer, id integer, rows bigint, size bigint, query_id bigint, ref_cnt integer, from_suspended integer,
    prep_swap integer
stv_wlm_classification_config: id integer, condition char(128), action_seq integer, action char(64), action_service_class integer
stv_wlm_qmr_config: service_class integer, rule_name char(256), action char(256), metric_name char(256), metric_operator
    char(256), metric_value double precision, action_value char(256)
stv_wlm_query_queue_state: service_class integer, position integer, task integer, query integer, slot_count integer, start_time
    timestamp, queue_time bigint
stv_wlm_query_state: xid bigint, task integer, query integer, service_class integer, slot_count integer, wlm_start_time timestamp,
    state char(16), queue_time bigint, exec_time bigint, query_priority char(20)
stv_wlm_query_task_state: service_class integer, task integer, query integer, level integer, start_time timestamp, exec_time
    bigint
stv_wlm_service_class_config: service_class integer, queueing_strategy char(32), num_query_tasks integer, target_num_query_tasks
    integer, evictable char(8), eviction_threshold bigint, query_working_mem integer, target_query_working_mem integer,
    min_step_mem integer, name char(64), max_execution_time bigint, user_group_wild_card boolean, query_group_wild_card boolean,
    concurrency_scaling char(20), query_priority char(20), user_role_wild_card boolean
stv_wlm_service_class_state: service_class integer, num_queued_queries integer, num_executing_queries integer,
    num_serviced_queries integer, num_executed_queries integer, query_working_mem integer, num_query_tasks integer,
    target_num_query_tasks integer, num_concurrency_scaling_queries integer
svcs_alert_event_log: userid integer, query integer, segment integer, step integer, pid integer, xid bigint, event char(1024),
    solution char(1024), event_time timestamp
svcs_concurrency_scaling_usage: start_time timestamp, end_time timestamp, queries bigint, usage_in_seconds numeric(27,0)
svcs_explain: userid integer, query integer, nodeid integer, parentid integer, plannode char(400), info char(400)
svcs_plan_info: userid integer, query integer, nodeid integer, segment integer, step integer, locus integer, plannode integer,
    startupcost double precision, totalcost double precision, rows bigint, bytes bigint
svcs_query_summary: userid integer, query integer, stm integer, seg integer, step integer, maxtime bigint, avgtime bigint, rows
    bigint, bytes bigint, rate_row double precision, rate_byte double precision, label text, is_diskbased char(1), workmem bigint,
    is_rrscan char(1), is_delayed_scan char(1), rows_pre_filter bigint
svcs_stream_segs: userid integer, query integer, stream integer, segment integer
svl_compile: userid integer, xid bigint, pid integer, query integer, segment integer, locus integer, starttime timestamp, endtime
    timestamp, compile integer
svl_federated_query: userid integer, xid integer, pid integer, query integer, sourcetype char(32), recordtime timestamp, querytext
    char(4000), num_rows bigint, num_bytes bigint, duration bigint
svl_multi_statement_violations: userid integer, database char(32), cmdname char(20), xid bigint, pid integer, label char(320),
    starttime timestamp, endtime timestamp, sequence integer, type char(10), text char(200)
svl_mv_refresh_status: db_name char(128), userid bigint, schema_name char(128), mv_name char(128), xid bigint, starttime
    timestamp, endtime timestamp, status text, refresh_type char(32)
svl_qerror: userid integer, query integer, pid integer, error_time timestamp, errcode integer, context char(100), error char(512)
svl_qlog: userid integer, query integer, xid bigint, pid integer, starttime timestamp, endtime timestamp, elapsed bigint, aborted
    integer, label char(320), substring char(60), source_query integer, concurrency_scaling_status_txt text, from_sp_call integer
svl_query_metrics: userid integer, query integer, service_class integer, dimension char(24), segment integer, step integer,
    step_label char(30), query_cpu_time bigint, query_blocks_read bigint, query_execution_time bigint, query_cpu_usage_percent
    numeric(38,2), query_temp_blocks_to_disk bigint, segment_execution_time bigint, cpu_skew numeric(38,2), io_skew numeric(38,2),
    scan_row_count bigint, join_row_count bigint, nested_loop_join_row_count bigint, return_row_count bigint,
    spectrum_scan_row_count bigint, spectrum_scan_size_mb bigint, query_queue_time bigint
svl_query_metrics_summary: userid integer, query integer, service_class integer, query_cpu_time bigint, query_blocks_read bigint,
    query_execution_time bigint, query_cpu_usage_percent numeric(38,2), query_temp_blocks_to_disk bigint, segment_execution_time
    bigint, cpu_skew numeric(38,2), io_skew numeric(38,2), scan_row_count bigint, join_row_count bigint,
    nested_loop_join_row_count bigint, return_row_count bigint, spectrum_scan_row_count bigint, spectrum_scan_size_mb bigint,
    query_queue_time bigint
svl_query_queue_info: database char(32), query integer, xid bigint, userid integer, querytxt char(100), queue_start_time
    timestamp, exec_start_time timestamp, service_class integer, slots integer, queue_elapsed bigint, exec_elapsed bigint,
    wlm_total_elapsed integer, commit_queue_elapsed bigint, commit_exec_time bigint, service_class_name char(64)
svl_query_report: userid integer, query integer, slice integer, segment integer, step integer, start_time timestamp, end_time
    timestamp, elapsed_time bigint, rows bigint, bytes bigint, label char(256), is_diskbased char(1), workmem bigint, is_rrscan
    char(1), is_delayed_scan char(1), rows_pre_filter bigint
svl_query_summary: userid integer, query integer, stm integer, seg integer, step integer, maxtime bigint, avgtime bigint, rows
    bigint, bytes bigint, rate_row double precision, rate_byte double precision, label text, is_diskbased char(1), workmem bigint,
    is_rrscan char(1), is_delayed_scan char(1), rows_pre_filter bigint
svl_s3list: query integer, segment integer, node integer, slice integer, eventtime timestamp, bucket char(256), prefix char(256),
    recursive char(1), retrieved_files integer, max_file_size bigint, avg_file_size double precision, generated_splits integer,
    avg_split_length double precision, duration bigint
svl_s3log: pid integer, query integer, segment integer, step integer, node integer, slice integer, eventtime timestamp, message
    char(512)
svl_s3partition: query integer, segment integer, node integer, slice integer, starttime timestamp, endtime timestamp, duration
    bigint, total_partitions integer, qualified_partitions integer, assigned_partitions integer, assignment char(1)
svl_s3query: userid integer, query integer, segment integer, step integer, node integer, slice integer, starttime timestamp,
    endtime timestamp, elapsed bigint, external_table_name char(136), is_partitioned char(1), is_rrscan char(1), s3_scanned_rows
    bigint, s3_scanned_bytes bigint, s3query_returned_rows bigint, s3query_returned_bytes bigint, files integer, splits integer,
    total_split_size bigint, max_split_size bigint, total_retries integer, max_retries integer, max_request_duration integer,
    avg_request_duration double precision, max_request_parallelism integer, avg_request_parallelism double precision
svl_s3query_summary: userid integer, query integer, xid bigint, pid integer, segment integer, step integer, starttime timestamp,
    endtime timestamp, elapsed bigint, aborted integer, external_table_name char(136), file_format char(16), is_partitioned
    char(1), is_rrscan char(1), is_nested char(1), s3_scanned_rows bigint, s3_scanned_bytes bigint, s3query_returned_rows bigint,
    s3query_returned_bytes bigint, files integer, files_max integer, files_avg integer, splits integer, splits_max integer,
    splits_avg integer, total_split_size bigint, max_split_size bigint, avg_split_size bigint, total_retries integer, max_retries
    integer, max_request_duration integer, avg_request_duration double precision, max_request_parallelism integer,
    avg_request_parallelism double precision, total_slowdown_count integer, max_slowdown_count integer
svl_s3retries: query integer, segment integer, node integer, slice integer, eventtime timestamp, retries integer,
    successful_fetches integer, file_size bigint, location text, message text
svl_spatial_simplify: query integer, line_number integer, maximum_tolerance double precision, initial_size integer,
    simplified char(1), final_size integer, final_tolerance double precision
svl_spectrum_scan_error: userid integer, query integer, location char(256), rowid char(2100), colname char(127), original_value
    char(1024), modified_value char(1024), trigger char(256), action char(256), action_value char(256), error_code integer
svl_statementtext: userid integer, xid bigint, pid integer, label char(320), starttime timestamp, endtime timestamp, sequence
    integer, type char(10), text char(200)
svl_stored_proc_call: userid integer, session_userid integer, query integer, label char(320), xid bigint, pid integer, database
    char(32), querytxt char(4000), starttime timestamp, endtime timestamp, aborted integer, from_sp_call integer, caller_id
    integer
svl_stored_proc_messages: userid integer, session_userid integer, pid integer, xid bigint, query integer, recordtime timestamp,
    loglevel integer, loglevel_text char(10), message char(1024), linenum integer, querytxt char(500), label char(320), aborted
    integer, message_xid bigint
svl_terminate: pid integer, eventtime timestamp, userid integer, type text
svl_udf_log: query bigint, message char(4096), created timestamp, traceback char(4096), funcname char(256), node integer, slice
    integer, seq integer
svl_user_info: usename char(128), usesysid integer, usecreatedb boolean, usesuper boolean, usecatupd boolean, useconnlimit text,
    syslogaccess text, last_ddl_ts timestamp, sessiontimeout integer, external_id text
svl_vacuum_percentage: xid bigint, table_id integer, percentage bigint
svv_alter_table_recommendations: type char(30), database char(128), table_id integer, group_id integer, ddl char(1024),
    auto_eligible char(1)
svv_attached_masking_policy: policy_name text, schema_name text, table_name text, table_type text, grantor text, grantee text,
    grantee_type text, priority integer, input_columns text, output_columns text
svv_datashare_consumers: share_name varchar(128), consumer_account varchar(16), consumer_namespace varchar(64), share_date
    timestamp
svv_datashare_objects: share_type varchar(8), share_name varchar(128), object_type varchar(64), object_name varchar(512),
    producer_account varchar(16), producer_namespace varchar(64), include_new boolean
svv_datashare_privileges: datashare_name text, privilege_type text, identity_id integer, identity_name text, identity_type text,
    admin_option boolean
svv_diskusage: db_id integer, name char(72), slice integer, col integer, tbl integer, blocknum integer, num_values integer,
    extended_limits integer, minvalue bigint, maxvalue bigint, sb_pos integer, pinned integer, on_disk integer, backed_up integer,
    modified integer, hdr_modified integer, unsorted integer, tombstone integer, preferred_diskno integer, temporary integer,
    newblock integer, num_readers integer, id integer, flags integer
svv_iam_privileges: iam_arn text, command_type text, identity_id integer, identity_name text, identity_type text
svv_identity_providers: uid integer, name text, type text, instanceid text, namespc text, params text, enabled boolean
svv_interleaved_columns: tbl integer, col integer, interleaved_skew numeric(19,2), last_reindex timestamp
svv_masking_policy: policy_database text, policy_name text, input_columns text, policy_expression text, policy_modified_by text,
    policy_modified_time timestamp
svv_ml_model_info: database_name char(128), schema_name char(128), model_name char(128), model_state char(128)
svv_ml_model_privileges: namespace_name text, model_name text, model_version integer, privilege_type text, identity_id integer,
    identity_name text, identity_type text, admin_option boolean
svv_query_inflight: userid integer, slice integer, query integer, pid integer, starttime timestamp, suspended integer, text
    char(200), sequence integer
svv_query_state: userid integer, query integer, seg integer, step integer, maxtime interval, avgtime interval, rows bigint, bytes
    bigint, cpu bigint, memory bigint, rate_row double precision, rate_byte double precision, label char(25), is_diskbased
    char(1), workmem bigint, num_parts integer, is_rrscan char(1), is_delayed_scan char(1)
svv_rls_applied_policy: username text, query integer, xid bigint, pid integer, recordtime timestamp, command char(1), datname
    text, relschema text, relname text, polname text, poldefault char(1)
svv_rls_attached_policy: relschema text, relname text, relkind text, polname text, grantor text, grantee text, granteekind text,
    is_pol_on boolean, is_rls_on boolean, rls_conjunction_type char(3)
svv_rls_policy: poldb text, polname text, polalias text, polatts text, polqual text, polenabled boolean, polmodifiedby text,
    polmodifiedtime timestamp
svv_rls_relation: datname text, relschema text, relname text, relkind text, is_rls_on boolean, is_rls_datashare_on boolean,
    rls_conjunction_type char(3), rls_datashare_conjunction_type char(3)
svv_schema_quota_state: schema_id integer, schema_name char(128), schema_owner integer, quota integer, disk_usage integer,
    disk_usage_pct double precision
svv_system_privileges: system_privilege text, identity_id integer, identity_name text, identity_type text
svv_vacuum_progress: table_name text, status text, time_remaining_estimate text
svv_vacuum_summary: table_name text, xid bigint, sort_partitions bigint, merge_increments bigint, elapsed_time bigint, row_delta
    bigint, sortedrow_delta bigint, block_delta integer, max_merge_partitions integer
sys_copy_job: job_id bigint, job_name char(128), data_source text, copy_query text, filename_pattern text, iam_role_arn text
sys_external_query_detail: user_id integer, query_id bigint, child_query_sequence integer, transaction_id bigint, segment_id
    integer, source_type text, start_time timestamp, end_time timestamp, duration bigint, total_partitions integer,
    qualified_partitions integer, scanned_files integer, returned_rows bigint, returned_bytes bigint, file_format text,
    file_location text, external_query_text text, warning_message char(4000)
sys_external_query_error: user_id integer, query_id bigint, file_location char(256), rowid char(2100), column_name char(127),
    original_value char(1024), modified_value char(1024), trigger char(256), action char(256), action_value char(256), error_code
    integer
sys_load_detail: user_id integer, query_id bigint, file_name char(256), bytes_scanned bigint, lines_scanned bigint, record_time
    timestamp, splits_scanned integer, start_time timestamp, end_time timestamp
sys_load_error_detail: user_id integer, query_id bigint, transaction_id bigint, session_id integer, database_name char(64),
    table_id integer, start_time timestamp, file_name char(256), line_number bigint, column_name char(127), column_type char(10),
    column_length char(10), position integer, error_code integer, error_message char(512)
sys_load_history: user_id integer, query_id bigint, transaction_id bigint, session_id integer, database_name text, status text,
    table_name text, start_time timestamp, end_time timestamp, duration bigint, data_source text, file_format text, loaded_rows
    bigint, loaded_bytes bigint, source_file_count integer, source_file_bytes bigint, file_count_scanned integer,
    file_bytes_scanned bigint, error_count bigint, copy_job_id bigint
sys_mv_refresh_history: user_id integer, session_user_id integer, transaction_id bigint, database_name char(128), schema_name
    char(128), mv_id bigint, mv_name char(128), refresh_type char(32), status text, start_time timestamp, end_time timestamp,
    duration bigint
sys_mv_state: user_id integer, transaction_id bigint, database_name char(128), event_desc char(500), start_time timestamp,
    base_table_database_name char(128), base_table_schema char(128), base_table_name char(128), mv_database_name char(128),
    mv_schema char(128), mv_name char(128), state char(32)
sys_procedure_call: user_id integer, query_id bigint, query_label char(320), transaction_id bigint, session_id integer,
    database_name char(128), query_text char(4000), start_time timestamp, end_time timestamp, duration bigint, status char(10),
    caller_procedure_query_id bigint
sys_procedure_messages: user_id integer, query_id bigint, transaction_id bigint, session_id integer, session_user_id integer,
    record_time timestamp, log_level char(10), message char(1024), line_number integer
sys_query_detail: user_id integer, query_id bigint, child_query_sequence integer, stream_id integer, segment_id integer, step_id
    integer, step_name text, table_id integer, table_name char(136), is_rrscan char(1), start_time timestamp, end_time timestamp,
    duration bigint, alert text, input_bytes bigint, input_rows bigint, output_bytes bigint, output_rows bigint, blocks_read
    bigint, blocks_write bigint, local_read_io bigint, remote_read_io bigint, source text, data_skewness integer, time_skewness
    integer, is_active char(1), spilled_block_local_disk bigint, spilled_block_remote_disk bigint, step_attribute char(64),
    metrics_level char(64), plan_parent_id integer, plan_node_id integer
sys_query_explain: user_id integer, query_id bigint, child_query_sequence integer, plan_node_id integer, plan_parent_id integer,
    plan_node char(400), plan_info char(400)
sys_query_text: user_id integer, query_id bigint, transaction_id bigint, session_id integer, start_time timestamp, sequence
    integer, text char(4000), query_uuid char(36)
sys_restore_log: database_name text, schema_name text, table_name text, table_id text, action text, start_time timestamp, end_time
    timestamp, checkpoint_id text, redshift_version text
sys_serverless_usage: start_time timestamp, end_time timestamp, compute_seconds bigint, compute_capacity double precision,
    data_storage bigint, cross_region_transferred_data bigint, charged_seconds bigint, charged_query_seconds bigint,
    charged_autonomics_seconds bigint, charged_extra_compute_autonomics_seconds bigint
sys_session_history: user_id char(50), session_id integer, database_name char(50), status char(50), session_timeout integer,
    start_time timestamp, end_time timestamp
sys_transaction_history: user_id integer, transaction_id bigint, isolation_level text, status text, transaction_start_time
    timestamp, commit_start_time timestamp, commit_end_time timestamp, blocks_committed bigint, undo_transaction_id bigint
sys_unload_detail: user_id integer, query_id integer, session_id integer, transaction_id bigint, file_name char(1280), start_time
    timestamp, end_time timestamp, line_count bigint, transfer_size bigint, file_format char(10)
sys_unload_history: user_id integer, query_id bigint, transaction_id bigint, session_id integer, database_name text, status text,
    start_time timestamp, end_time timestamp, duration bigint, file_format text, compression_type text, unloaded_location text,
    unloaded_rows bigint, unloaded_files_count bigint, unloaded_files_size bigint, error_message char(512)
sys_userlog: user_id integer, user_name char(50), original_user_name char(50), action char(10), has_create_db_privs integer,
    is_superuser integer, has_update_catalog_privs integer, password_expiration timestamp, session_id integer, transaction_id
    bigint, record_time timestamp
sys_vacuum_history: user_id integer, transaction_id bigint, query_id bigint, database_name text, schema_name text, table_name
    text, table_id integer, vacuum_type text, is_automatic boolean, status text, start_time timestamp, end_time timestamp,
    record_time timestamp, duration integer, rows_before_vacuum bigint, size_before_vacuum integer, reclaimable_rows bigint,
    reclaimed_rows bigint, reclaimed_blocks bigint, sortedrows_before_vacuum integer, sortedrows_after_vacuum integer
svcs_compile: userid integer, xid bigint, pid integer, query integer, segment integer, locus integer, starttime timestamp,
    endtime timestamp, compile integer
svcs_s3list: query integer, segment integer, node integer, eventtime timestamp, bucket char(256), prefix char(256), recursive
    char(1), retrieved_files integer, max_file_size bigint, avg_file_size double precision, generated_splits integer,
    avg_split_length double precision, duration bigint
svcs_s3log: pid integer, query integer, segment integer, step integer, node integer, eventtime timestamp, message char(512)
svcs_s3partition_summary: query integer, segment integer, assignment char(1), min_starttime timestamp, max_endtime timestamp,
    min_duration bigint, max_duration bigint, avg_duration bigint, total_partitions integer, qualified_partitions integer,
    min_assigned_partitions integer, max_assigned_partitions integer, avg_assigned_partitions bigint
svcs_s3query_summary: userid integer, query integer, xid bigint, pid integer, segment integer, step integer, starttime
    timestamp, endtime timestamp, elapsed integer, aborted integer, external_table_name char(136), file_format char(16),
    is_partitioned char(1), is_rrscan char(1), is_nested varchar(1), s3_scanned_rows bigint, s3_scanned_bytes bigint,
    s3query_returned_rows bigint, s3query_returned_bytes bigint, files integer, files_max integer, files_avg integer, splits
    bigint, splits_max integer, splits_avg bigint, total_split_size bigint, max_split_size bigint, avg_split_size bigint,
    total_retries bigint, max_retries integer, max_request_duration bigint, avg_request_duration bigint, max_request_parallelism
    integer, avg_request_parallelism double precision, total_slowdown_count bigint, max_slowdown_count integer
svcs_unload_log: userid integer, query integer, pid integer, path char(1280), start_time timestamp, end_time timestamp,
    line_count bigint, transfer_size bigint, file_format char(10)
svl_auto_worker_action: table_id integer, type char(32), status char(128), eventtime timestamp, sequence integer, previous_state
    char(200)
svl_datashare_change_log: userid integer, username varchar(128), pid integer, xid bigint, share_id integer, share_name
    varchar(128), source_database_id integer, source_database_name varchar(128), consumer_database_id integer,
    consumer_database_name varchar(128), arn varchar(192), recordtime timestamp, action varchar(128), status integer,
    share_object_type varchar(64), share_object_id integer, share_object_name varchar(128), target_user_type varchar(16),
    target_userid integer, target_username varchar(128), consumer_account varchar(16), consumer_namespace varchar(64),
    producer_account varchar(16), producer_namespace varchar(64), attribute_name varchar(64), attribute_value varchar(128),
    message varchar(512)
svl_datashare_cross_region_usage: query integer, segment bigint, start_time time, end_time time, transferred_data bigint,
    source_region char(25), recordtime timestamp
svl_datashare_usage_consumer: userid integer, pid integer, xid bigint, request_id varchar(50), request_type varchar(25),
    transaction_uid varchar(50), recordtime timestamp, status integer, error varchar(512)
svl_datashare_usage_producer: share_id integer, share_name varchar(128), request_id varchar(50), request_type varchar(25),
    object_type varchar(64), object_oid integer, object_name varchar(128), consumer_account varchar(16), consumer_namespace
    varchar(64), consumer_transaction_uid varchar(50), recordtime timestamp, status integer, error varchar(512), consumer_region
    char(64)
svl_s3partition_summary: query integer, segment integer, assignment char(1), min_starttime timestamp, max_endtime timestamp,
    min_duration bigint, max_duration bigint, avg_duration bigint, total_partitions integer, qualified_partitions integer,
    min_assigned_partitions integer, max_assigned_partitions integer, avg_assigned_partitions bigint
sys_datashare_change_log: user_id integer, user_name varchar(128), session_id integer, transaction_id bigint, share_id integer,
    share_name varchar(128), source_database_id integer, source_database_name varchar(128), consumer_database_id integer,
    consumer_database_name varchar(128), arn varchar(192), record_time timestamp, action varchar(128), status integer,
    share_object_type varchar(64), share_object_id integer, share_object_name varchar(128), target_user_type varchar(16),
    target_user_id integer, target_user_name varchar(128), consumer_account varchar(16), consumer_namespace varchar(64),
    producer_account varchar(16), producer_namespace varchar(64), attribute_name varchar(64), attribute_value varchar(128),
    message varchar(512)
sys_datashare_usage_consumer: user_id integer, session_id integer, transaction_id bigint, request_id varchar(50), request_type
    varchar(25), transaction_uid varchar(50), record_time timestamp, status integer, error_message varchar(512)
sys_datashare_usage_producer: share_id integer, share_name varchar(128), request_id varchar(50), request_type varchar(25),
    object_type varchar(64), object_oid integer, object_name varchar(128), consumer_account varchar(16), consumer_namespace
    varchar(64), consumer_transaction_uid varchar(50), record_time timestamp, status integer, error_message varchar(512),
    consumer_region char(64)
sys_stream_scan_errors: external_schema_name char(128), stream_name char(255), mv_name char(128), transaction_id bigint,
    query_id bigint, stream_timestamp_type char(1), stream_timestamp timestamp, record_time timestamp, partition_id char(128),
    position char(128), error_code integer, error_reason char(128)
sys_stream_scan_states: external_schema_name char(128), stream_name char(255), mv_name char(128), transaction_id bigint,
    query_id bigint, record_time timestamp, partition_id char(128), latest_position char(128), scanned_rows bigint, skipped_rows
    bigint, scanned_bytes bigint, stream_record_time_min timestamp, stream_record_time_max timestamp
$views$, E'\n    ', ' '), E'\n')) AS entry
        WHERE entry LIKE '%:%' AND to_regclass('pg_catalog.' || split_part(entry, ':', 1)) IS NULL
    LOOP
        EXECUTE format('CREATE VIEW pg_catalog.%I AS SELECT %s WHERE false', view.name,
            (SELECT string_agg(format('NULL::%s AS %I', substr(definition, strpos(definition, ' ') + 1),
                split_part(definition, ' ', 1)), ', ' ORDER BY position)
            FROM unnest(string_to_array(trim(view.columns), ', ')) WITH ORDINALITY AS c (definition, position)));
    END LOOP;
END $script$;
DO $$
DECLARE
    view name;
BEGIN
    FOR view IN SELECT relname FROM pg_class
        WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('v', 'r') AND oid >= 16384
    LOOP
        EXECUTE format('GRANT SELECT ON pg_catalog.%I TO PUBLIC', view);
    END LOOP;
END $$;
