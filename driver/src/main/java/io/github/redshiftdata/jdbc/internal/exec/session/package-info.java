/**
 * The session of a connection, its transaction, and what runs in it. The top floor of the three in {@code exec}.
 *
 * <p>{@code DataSession} is the door: execute, commit, roll back, check, close. It takes the session's lock, for the
 * service runs one statement at a time in a session, and passes the work on: to {@code ScriptRunner}, {@code
 * BatchRunner} and {@code UpdateBatchRunner} by its form, through {@code Transaction}, which begins lazily and ends
 * what failed, to {@code SessionRunner}, which opens the session, renews a lost one if nothing was lost with it, and
 * waits for a busy one.
 *
 * <p>{@code SessionState} remembers what the session holds: only a session that holds nothing may be replaced silently.
 * {@code SessionCloser} gives sessions up, {@code SessionProbe} asks ListSessions, {@code ConnectionCheck} answers
 * {@code isValid}.
 *
 * <p>May use {@code exec.statement} and {@code exec.call}, and {@code api}, {@code sql}, {@code config}, {@code error},
 * {@code log}.
 *
 * <p>Begin with {@code DataSession.execute}. All state is guarded by {@code SessionLock}, except what {@code abort},
 * {@code close} and {@code setNetworkTimeout} touch from other threads.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.exec.session;

import org.jspecify.annotations.NullMarked;
