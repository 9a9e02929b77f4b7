package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.List;

/** The mistakes that the simulation has to notice. */
final class Mutations {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "a retry goes with a ClientToken of its own",
                    "exec/Submission.java",
                    "command.request(token, session,",
                    "command.request(UUID.randomUUID().toString(), session,"),
            new Mutation(
                    "an attempt that was not answered is taken for one that did not arrive",
                    "exec/Submission.java",
                    "maybeAccepted |= failure.mayBeDone();",
                    ""),
            new Mutation(
                    "nobody looks for a submission whose caller has left",
                    "exec/Submission.java",
                    "abandoned.takeOver(lost, true);",
                    ""),
            new Mutation(
                    "a rollback is not sent",
                    "exec/Transaction.java",
                    "end(ROLLBACK);",
                    "closed(false); if (isOpen()) { end(ROLLBACK); }"),
            new Mutation(
                    "a COMMIT whose end is not known is told as one that failed",
                    "exec/Transaction.java",
                    "return Doubt.ofCommit(",
                    "return Errors.of(SqlState.CONNECTION_FAILURE,"),
            new Mutation(
                    "a COMMIT whose end is not known is told as done",
                    "exec/Transaction.java",
                    "throw afterUnknownEnd(kind, e); }",
                    "if (kind == StatementKind.COMMIT) { closed(true); return null; } throw afterUnknownEnd(kind, e); }"),
            new Mutation(
                    "a transaction goes on in a new session when its own is gone",
                    "exec/SessionRunner.java",
                    "if (inTransaction || !state.isRestorable()) { dead = true; Logs",
                    "if (!state.isRestorable()) { dead = true; Logs"),
            new Mutation(
                    "a failed transaction is closed without a word at its commit",
                    "exec/Transaction.java",
                    "} else if (state == State.FAILED) { rollBackInstead(); }",
                    "} else if (state == State.FAILED) { rollback(); }"),
            new Mutation(
                    "the lock of the session is given up before the statement ends",
                    "exec/DataSession.java",
                    "whileOpen.check(); return action.get(); } finally { lock.release(); }",
                    "whileOpen.check(); lock.release(); return action.get(); } finally { }"),
            new Mutation(
                    "a result that was cut short is taken for whole",
                    "result/PageTrail.java",
                    "if (totalRows >= 0 && rows != totalRows) { throw wrongCount(); }",
                    ""),
            new Mutation(
                    "a statement that was aborted is taken for finished",
                    "exec/StatementRunner.java",
                    "if (description.status() == StatementStatus.FINISHED) { return Ended.finished(id, sessionId,",
                    "if (description.status() != StatementStatus.FAILED) { return Ended.finished(id, sessionId,"),
            new Mutation(
                    "all counts of a batch are that of its first statement",
                    "exec/Outcomes.java",
                    "outcomes.add(ofPart(parts.get(i), kind, ended));",
                    "outcomes.add(ofPart(parts.get(0), kind, ended));"),
            new Mutation(
                    "a query timeout ends the wait and not the statement",
                    "exec/Waiting.java",
                    "cancel.askOnce();",
                    ""),
            new Mutation(
                    "a cancel is told as taken without a request",
                    "exec/CancelTries.java",
                    "loop.untilRelieved(() -> send(deadline), deadline, needless)",
                    "loop.untilRelieved(() -> Optional.of(Cancel.Fate.TAKEN), deadline, needless)"),
            new Mutation(
                    "a cancel that was not answered is not repeated",
                    "exec/Cancel.java",
                    "if (!askUntil(pacing.deadline(LIMIT))) { goOnElsewhere(); }",
                    "if (!askUntil(pacing.deadline(LIMIT))) { givenUp(); }"),
            new Mutation(
                    "an interrupt is swallowed",
                    "exec/Canceller.java",
                    "ownerInterrupted = false; Thread.currentThread().interrupt();",
                    "ownerInterrupted = false;"),
            new Mutation(
                    "a close leaves the session",
                    "exec/SessionRunner.java",
                    "gone = true; sessionEnd.giveUp(sessionId);",
                    "gone = true;"),
            new Mutation(
                    "a session that a lost submission opened is left",
                    "exec/AbandonedSubmissions.java",
                    "strays.accept(opened);",
                    ""),
            new Mutation(
                    "a session whose end is not known takes the next transaction",
                    "exec/SessionRunner.java",
                    "if (settlement.mayArrive()) { leaveSession(inTransaction); }",
                    ""),
            new Mutation(
                    "a new session lacks the settings of the lost one",
                    "exec/SessionRunner.java",
                    "if (state.id() == null) { restoreSettings(execution); }",
                    ""),
            new Mutation(
                    "a setting whose end is not known is taken for not made",
                    "exec/ReadOnlyMode.java",
                    "ofTheSession = null; setter",
                    "setter"),
            new Mutation(
                    "a transaction does not notice that a statement of another thread was never sent",
                    "exec/DataSession.java",
                    "transaction.missed(why); return why;",
                    "return why;"),
            new Mutation(
                    "the network timeout does nothing",
                    "exec/Silence.java",
                    "return limit.isZero() ? Durations.FOREVER : limit.minus(",
                    "return true ? Durations.FOREVER : limit.minus("),
            new Mutation(
                    "a batch that failed is told without doubt",
                    "error/Doubt.java",
                    "return exception.getErrorCode() == VENDOR_CODE;",
                    "return false;"),
            new Mutation(
                    "nobody waits for a turn after a refusal as one too many",
                    "exec/Pacing.java",
                    "for (var left = turn.left(); left > 0",
                    "for (var left = 0L; left > 0"),
            new Mutation(
                    "questions to the catalog do not wait for their turn",
                    "api/CatalogCalls.java",
                    "for (long wait = turn.left(); wait > 0;",
                    "for (long wait = turn.left(); wait < 0;"),
            new Mutation(
                    "a listing ends with its first page",
                    "api/SdkCatalogApi.java",
                    "} while (token != null);",
                    "} while (items.isEmpty() && token != null);"),
            new Mutation(
                    "a question to the catalog that fails, fails the transaction",
                    "exec/DataSession.java",
                    "var silence = isSilence(e);",
                    "var silence = isSilence(missed(e));"),
            new Mutation(
                    "a question to the catalog knows no network timeout",
                    "meta/ApiCatalog.java",
                    "session.requestTimeout(), session.networkTimeout()",
                    "Duration.ofMinutes(1), Duration.ZERO"),
            new Mutation(
                    "the close of a connection does not end a question to the catalog",
                    "exec/DataSession.java",
                    "canceller.running(interruption::interrupt);",
                    ""));

    private Mutations() {}
}
