/** The person at the keyboard: line editing, completion, history, progress, pager. */
@NullMarked
package io.github.redshiftdata.shell.console;

import org.jspecify.annotations.NullMarked;
