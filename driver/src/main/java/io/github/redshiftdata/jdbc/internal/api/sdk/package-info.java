/**
 * The AWS SDK: implements {@code DataApi} and {@code CatalogApi} with it. No other room but {@code auth} may import the
 * SDK.
 *
 * <p>{@code SdkDataApi} builds requests and {@code SdkAnswers} reads answers. Every call goes through {@code SdkCalls},
 * which fetches credentials, sets the time limit, and turns what fails into a {@code DataApiException} by {@code
 * FailureClassifier}. Nothing is repeated here: the caller decides whether to ask again.
 *
 * <p>{@code DirectClient} sends requests with the SDK's model, signer and HTTP client, without the chain of the SDK's own client.
 * {@code PageCapture} keeps the body of a result page aside, for {@code api.page} to read.
 * {@code ClientPool} shares one client between connections with equal settings and closes it with the last of them.
 * {@code CatalogCalls} and {@code CatalogRates} keep the catalog's operations to their small quota.
 *
 * <p>May use {@code api}, {@code api.page}, {@code auth}, {@code config}, {@code error} and {@code log}.
 *
 * <p>Begin with {@code SdkDataApi.executeStatement}. Threads: one pool and one timer a client, both daemons, both gone
 * when the client is closed.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.api.sdk;

import org.jspecify.annotations.NullMarked;
