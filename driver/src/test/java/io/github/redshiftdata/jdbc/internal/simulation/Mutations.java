package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.List;

/** The mistakes that the simulation has to notice. */
final class Mutations {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "a retry goes with a ClientToken of its own",
                    "exec/statement/Submission.java",
                    "command.request(token, session,",
                    "command.request(java.util.UUID.randomUUID().toString(), session,"),
            new Mutation(
                    "an attempt that was not answered is taken for one that did not arrive",
                    "exec/statement/Submission.java",
                    "unanswered = failed;",
                    ""),
            new Mutation(
                    "nobody looks for a submission whose caller has left",
                    "exec/statement/Submission.java",
                    "abandoned.takeOver(lost, true);",
                    ""),
            new Mutation(
                    "a rollback is not sent",
                    "exec/session/Transaction.java",
                    "end(ROLLBACK);",
                    "closed(false); if (isOpen()) { end(ROLLBACK); }"),
            new Mutation(
                    "a COMMIT whose end is not known is told as one that failed",
                    "exec/session/TransactionErrors.java",
                    "commitInDoubt(SQLException cause) { return Doubt.ofCommit(",
                    "commitInDoubt(SQLException cause) { return io.github.redshiftdata.jdbc.internal.error.Errors.of("
                            + "io.github.redshiftdata.jdbc.internal.error.SqlState.CONNECTION_FAILURE,"),
            new Mutation(
                    "a COMMIT whose end is not known is told as done",
                    "exec/session/Transaction.java",
                    "throw afterUnknownEnd(statement, e); }",
                    "if (kind == StatementKind.COMMIT) { closed(true); return null; }"
                            + " throw afterUnknownEnd(statement, e); }"),
            new Mutation(
                    "a transaction goes on in a new session when its own is gone",
                    "exec/session/SessionRunner.java",
                    "if (inTransaction || !state.isRestorable()) { dead = true; Logs",
                    "if (!state.isRestorable()) { dead = true; Logs"),
            new Mutation(
                    "a failed transaction is closed without a word at its commit",
                    "exec/session/Transaction.java",
                    "} else if (state == State.FAILED) { rollBackInstead(); }",
                    "} else if (state == State.FAILED) { rollback(); }"),
            new Mutation(
                    "the lock of the session is given up before the statement ends",
                    "exec/session/DataSession.java",
                    "return scripts.runInSession(script, execution); } finally { calls.unlock(); }",
                    "calls.unlock(); return scripts.runInSession(script, execution); } finally { }"),
            new Mutation(
                    "a result that was cut short is taken for whole",
                    "result/PageTrail.java",
                    "if (totalRows >= 0 && rows != totalRows) { throw wrongCount(); }",
                    ""),
            new Mutation(
                    "a statement that was aborted is taken for finished",
                    "exec/statement/StatementRunner.java",
                    "if (description.status() == StatementStatus.FINISHED) { return CommandEnd.finished(id, sessionId,",
                    "if (description.status() != StatementStatus.FAILED) { return CommandEnd.finished(id, sessionId,"),
            new Mutation(
                    "all counts of a batch are that of its first statement",
                    "exec/statement/OutcomeFactory.java",
                    "outcomes.add(ofPart(parts.get(i), kind, ended, description));",
                    "outcomes.add(ofPart(parts.get(0), kind, ended, description));"),
            new Mutation(
                    "a query timeout ends the wait and not the statement",
                    "exec/statement/Waiting.java",
                    "cancel.askOnce();",
                    ""),
            new Mutation(
                    "a cancel is told as taken without a request",
                    "exec/statement/CancelTries.java",
                    "loop.untilRelieved(() -> send(deadline), deadline, stopped)",
                    "loop.untilRelieved(() -> Optional.of(ServerCancel.Fate.TAKEN), deadline, stopped)"),
            new Mutation(
                    "a cancel that was not answered is not repeated",
                    "exec/statement/ServerCancel.java",
                    "if (!askUntil(clock.deadline(LIMIT))) { goOnElsewhere(); }",
                    "if (!askUntil(clock.deadline(LIMIT))) { givenUp(); }"),
            new Mutation(
                    "an interrupt is swallowed",
                    "exec/call/CallerSignal.java",
                    "ownerInterrupted = false; Thread.currentThread().interrupt();",
                    "ownerInterrupted = false;"),
            new Mutation(
                    "a close leaves the session",
                    "exec/session/SessionRunner.java",
                    "gone = true; sessionEnd.giveUp(sessionId);",
                    "gone = true;"),
            new Mutation(
                    "a session that a lost submission opened is left",
                    "exec/statement/AbandonedSubmissions.java",
                    "strays.accept(opened);",
                    ""),
            new Mutation(
                    "a session whose end is not known takes the next transaction",
                    "exec/session/SessionRunner.java",
                    "if (abandoned.awaitSession(execution) == Settlement.MAY_ARRIVE) { leaveSession(inTransaction); }",
                    "abandoned.awaitSession(execution);"),
            new Mutation(
                    "a new session lacks the settings of the lost one",
                    "exec/session/SessionRunner.java",
                    "state.id() == null && !state.settings().isEmpty() ?",
                    "state.id() == null && state.settings().size() > 99 ?"),
            new Mutation(
                    "a session is kept although the failure of its first statement has undone its settings",
                    "exec/session/SessionOpening.java",
                    "if (!succeeded) { leave(); }",
                    ""),
            new Mutation(
                    "a setting whose end is not known is taken for not made",
                    "exec/session/ReadOnlyMode.java",
                    "ofTheSession = null; setter",
                    "setter"),
            new Mutation(
                    "a transaction does not notice that a statement of another thread was never sent",
                    "exec/session/SessionCalls.java",
                    "transaction.missed(why); return why;",
                    "return why;"),
            new Mutation(
                    "the network timeout does nothing",
                    "exec/call/NetworkSilence.java",
                    "return limit.isZero() ? Durations.FOREVER : limit.minus(",
                    "return true ? Durations.FOREVER : limit.minus("),
            new Mutation(
                    "a batch that failed is told without doubt",
                    "error/Doubt.java",
                    "return exception.getErrorCode() == VENDOR_CODE;",
                    "return false;"),
            new Mutation(
                    "nobody waits for a turn after a refusal as one too many",
                    "exec/call/DriverClock.java",
                    "for (var left = turn.left(); left > 0",
                    "for (var left = 0L; left > 0"),
            new Mutation(
                    "questions to the catalog do not wait for their turn",
                    "api/sdk/CatalogCalls.java",
                    "for (long wait = turn.left(); wait > 0;",
                    "for (long wait = turn.left(); wait < 0;"),
            new Mutation(
                    "a listing ends with its first page",
                    "api/sdk/SdkCatalogApi.java",
                    "} while (token != null);",
                    "} while (items.isEmpty() && token != null);"),
            new Mutation(
                    "a question to the catalog that fails, fails the transaction",
                    "exec/session/DataSession.java",
                    "return active.asking(question::run);",
                    "try { return active.asking(question::run); } catch (SQLException e) { throw missed(e); }"),
            new Mutation(
                    "a question to the catalog knows no network timeout",
                    "meta/ApiCatalog.java",
                    "session.requestTimeout(), session.networkTimeout()",
                    "Duration.ofMinutes(1), Duration.ZERO"),
            new Mutation(
                    "the close of a connection does not end a question to the catalog",
                    "exec/session/ActiveCalls.java",
                    "signal.accepted(interruption::interrupt);",
                    ""));

    private Mutations() {}
}
