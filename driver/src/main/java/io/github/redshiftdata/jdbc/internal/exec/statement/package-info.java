/**
 * One command, from its ClientToken to its rows. The middle floor of the three in {@code exec}.
 *
 * <p>{@code StatementRunner.run} shows the whole life in one method: {@code Submission} sends it, with one token over
 * all attempts; {@code Waiting} waits for its end by long polls; {@code CommandEnd} says how it ended; {@code
 * OutcomeFactory} makes the outcome, whose rows {@code PageRequests} fetches page by page.
 *
 * <p>A command that the caller leaves early is not forgotten. {@code ServerCancel} asks the service to cancel it until
 * the service has taken the request; {@code AbandonedSubmissions} looks for a submission that had no answer, and
 * cancels what it finds. {@code EarlyEndErrors} tells the caller what is known and what is not.
 *
 * <p>May use {@code exec.call}, and {@code api}, {@code sql}, {@code config}, {@code error}, {@code log}. Knows no
 * transaction: {@code SessionUse} says in which session a command runs.
 *
 * <p>The rule behind everything here: an error says "not done" only if the service has said so. Once one attempt may
 * have been accepted, the outcome is unknown until DescribeStatement tells it.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.exec.statement;

import org.jspecify.annotations.NullMarked;
