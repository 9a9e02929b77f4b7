/**
 * The loggers of the driver, and nothing else that logs by itself.
 *
 * <p>{@code Logs} has one logger for each concern; their names are part of the manual (docs/observability.md). SQL text
 * is logged at DEBUG only, the values of parameters never, and nothing for each row, page or poll. At WARN stand only
 * settings without effect and a schema of {@code currentSchema} that does not exist: a driver is a guest in its program's
 * log.
 *
 * <p>{@code CloseQuietly} closes what is no longer needed and leaves a line in the log where that fails.
 *
 * <p>{@code LogFile} is the file of the property {@code logFile}, for tools without an SLF4J provider. A line goes to that of
 * the connection for which its thread works.
 *
 * <p>May use {@code trace}. A class that needs a logger takes it from {@code Logs}; a test refuses others.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.log;

import org.jspecify.annotations.NullMarked;
