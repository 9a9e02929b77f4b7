/**
 * Signing in: where the AWS credentials of a client come from.
 *
 * <p>{@code Credentials} builds the provider that the configuration names: the SDK's default chain, a profile, keys, a
 * role on top of one of them, or a class of the user's own ({@code CustomCredentials}). {@code SignIn} fetches them in
 * a thread of its own, once for all callers that wait at that time, since a login helper or a browser may take minutes.
 * {@code Proxies} finds the proxy on the way to an address.
 *
 * <p>Secrets stay in the SDK's own objects. No message and no log line of this room holds one; what fails is told as
 * {@code CredentialsFailedException}, with the source's name and what to do.
 *
 * <p>May use {@code config}, {@code error} and {@code log}. With {@code api.sdk} the only room that may import the SDK.
 *
 * <p>Begin with {@code SignIn.within}.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.auth;

import org.jspecify.annotations.NullMarked;
