/** The wire: AWS JSON 1.1 over HTTP, signatures' shape, error bodies, and what a fault does to an answer. */
@NullMarked
package io.github.redshiftdata.emulator.http;

import org.jspecify.annotations.NullMarked;
