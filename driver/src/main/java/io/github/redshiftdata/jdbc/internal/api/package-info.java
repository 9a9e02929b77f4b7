/**
 * The contract with the Redshift Data API: {@code DataApi} and {@code CatalogApi}, with the records that they take and
 * give.
 *
 * <p>The interfaces are narrow: they have the operations and members that the driver uses, and times as {@code
 * Duration}. Tests put a fake or a simulated service in their place, so this package knows neither the AWS SDK nor
 * Jackson. {@code api.page} reads result pages, {@code api.sdk} implements the interfaces with the SDK.
 *
 * <p>{@code OperationRates} keeps each operation to its quota: a request waits for its turn there first. {@code
 * AdaptiveRate} slows down when the service refuses requests and speeds up again, so that JVMs which share the quota of
 * an account get equal parts. {@code Counters} counts requests; {@code Totals} adds them up by warehouse.
 *
 * <p>May use {@code types}, {@code config} and {@code error}.
 *
 * <p>Begin with {@code DataApi}: its methods name the operation behind them and say which failures they throw.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.NullMarked;
