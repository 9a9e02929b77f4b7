/** SQL text on its way in: statements, commands and variables. */
@NullMarked
package io.github.redshiftdata.shell.script;

import org.jspecify.annotations.NullMarked;
