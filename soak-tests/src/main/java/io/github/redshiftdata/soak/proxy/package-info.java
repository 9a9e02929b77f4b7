/** A proxy between the driver and the service, which breaks connections, requests and answers. */
@NullMarked
package io.github.redshiftdata.soak.proxy;

import org.jspecify.annotations.NullMarked;
