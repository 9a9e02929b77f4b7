/**
 * One request: how long it may take, how often it is repeated, and what may end it. The lowest floor of the three in
 * {@code exec}.
 *
 * <p>{@code RequestLoop} waits for the request's turn, sends it, and sends it again for as long as a {@code Patience}
 * bears the failures; {@code ReadRequests} sends requests that change nothing. {@code CallerSignal} is the caller's
 * side: cancel, interrupt and the network timeout reach a wait through it, from any thread. {@code DriverClock} is the
 * only clock, with a {@code Sleeper} that tests replace, so no test sleeps.
 *
 * <p>{@code Endpoint} bundles what every request needs: the API, the clock, the time limits, and {@code InFlight},
 * which counts calls so that the client is closed after the last one.
 *
 * <p>May use {@code api}, {@code error} and {@code log}. Knows no statement and no session.
 *
 * <p>Begin with {@code RequestLoop.untilAnswered}. The table of docs/reliability.md is written from {@code Patience} by
 * a test: change a time there, and run the tests with {@code -Ddocs.write=true}.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.exec.call;

import org.jspecify.annotations.NullMarked;
