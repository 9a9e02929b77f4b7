/**
 * On whose behalf a thread works, for traces and log lines.
 *
 * <p>{@code ConnectionTrace} is a connection as they name it. It begins a {@code Call} for each call of the program and
 * makes it the present one of the thread; {@code Call.current()} tells what it is. What hands work to another thread hands
 * the call over with it ({@code Call.carried}). Without a tracer there are no spans, and nothing is asked of anybody.
 *
 * <p>{@code SafeSpan} keeps what a tracer throws away from the driver. No other class calls a tracer.
 *
 * <p>Uses no other room, and of the public package only the interfaces of tracers.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.trace;

import org.jspecify.annotations.NullMarked;
