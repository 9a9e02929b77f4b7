/** The narrow view of the Redshift Data API; the only room that knows the AWS SDK. */
@NullMarked
package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.NullMarked;
