/** Running statements: submit, wait, cancel, session, transaction, batch. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.exec;

import org.jspecify.annotations.NullMarked;
