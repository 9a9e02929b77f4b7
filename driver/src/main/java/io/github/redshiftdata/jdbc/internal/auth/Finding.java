package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;

/**
 * What a look at one part of the way to AWS has found.
 *
 * @param told what was found, or why it failed
 * @param whatToDo empty where nothing is to be done
 */
public record Finding(Outcome outcome, String told, String whatToDo) {

    static Finding ok(String told) {
        return new Finding(Outcome.OK, told, "");
    }

    static Finding unknown(String told, String whatToDo) {
        return new Finding(Outcome.UNKNOWN, told, whatToDo);
    }

    static Finding failed(String told, String whatToDo) {
        return new Finding(Outcome.FAILED, told, whatToDo);
    }
}
