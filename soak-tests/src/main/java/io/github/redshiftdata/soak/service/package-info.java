/** The service in a process of its own, its PostgreSQL, and what happens to both. */
@NullMarked
package io.github.redshiftdata.soak.service;

import org.jspecify.annotations.NullMarked;
