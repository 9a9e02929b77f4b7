/** What a program may conclude from what it was told, held against the rows that are there. */
@NullMarked
package io.github.redshiftdata.soak.verdict;

import org.jspecify.annotations.NullMarked;
