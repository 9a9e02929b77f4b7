package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.Nullable;

/** The setters of {@link RedshiftDataDataSource} for the sign-in by IAM Identity Center and for the way to AWS. */
abstract sealed class WaySetters permits RedshiftDataDataSource {

    WaySetters() {}

    /** Sets the property {@code ssoStartUrl}. */
    public void setSsoStartUrl(@Nullable String value) {
        setProperty("ssoStartUrl", value);
    }

    /** Sets the property {@code ssoRegion}. */
    public void setSsoRegion(@Nullable String value) {
        setProperty("ssoRegion", value);
    }

    /** Sets the property {@code ssoAccountId}. */
    public void setSsoAccountId(@Nullable String value) {
        setProperty("ssoAccountId", value);
    }

    /** Sets the property {@code ssoRoleName}. */
    public void setSsoRoleName(@Nullable String value) {
        setProperty("ssoRoleName", value);
    }

    /** Sets the property {@code ssoFlow}. */
    public void setSsoFlow(@Nullable String value) {
        setProperty("ssoFlow", value);
    }

    /** Sets the property {@code ssoPort}. */
    public void setSsoPort(int value) {
        setProperty("ssoPort", Integer.toString(value));
    }

    /** Sets the property {@code proxyHost}. */
    public void setProxyHost(@Nullable String value) {
        setProperty("proxyHost", value);
    }

    /** Sets the property {@code proxyPort}. */
    public void setProxyPort(int value) {
        setProperty("proxyPort", Integer.toString(value));
    }

    /** Sets the property {@code proxyUser}. */
    public void setProxyUser(@Nullable String value) {
        setProperty("proxyUser", value);
    }

    /** Sets the property {@code proxyPassword}. */
    public void setProxyPassword(@Nullable String value) {
        setProperty("proxyPassword", value);
    }

    /** Sets the property {@code nonProxyHosts}. */
    public void setNonProxyHosts(@Nullable String value) {
        setProperty("nonProxyHosts", value);
    }

    /** Sets the property {@code trustStore}. */
    public void setTrustStore(@Nullable String value) {
        setProperty("trustStore", value);
    }

    /** Sets the property {@code trustStorePassword}. */
    public void setTrustStorePassword(@Nullable String value) {
        setProperty("trustStorePassword", value);
    }

    /** Sets the property {@code trustStoreType}. */
    public void setTrustStoreType(@Nullable String value) {
        setProperty("trustStoreType", value);
    }

    /** Sets the property {@code caCertificates}. */
    public void setCaCertificates(@Nullable String value) {
        setProperty("caCertificates", value);
    }

    /** Sets the property {@code stsEndpoint}. */
    public void setStsEndpoint(@Nullable String value) {
        setProperty("stsEndpoint", value);
    }

    /** Sets the property {@code ssoEndpoint}. */
    public void setSsoEndpoint(@Nullable String value) {
        setProperty("ssoEndpoint", value);
    }

    /** Sets the property {@code ssoOidcEndpoint}. */
    public void setSsoOidcEndpoint(@Nullable String value) {
        setProperty("ssoOidcEndpoint", value);
    }

    /** Sets the property {@code signinEndpoint}. */
    public void setSigninEndpoint(@Nullable String value) {
        setProperty("signinEndpoint", value);
    }

    /** Sets the property {@code fips}. */
    public void setFips(boolean value) {
        setProperty("fips", Boolean.toString(value));
    }

    /** Sets the property {@code dualStack}. */
    public void setDualStack(boolean value) {
        setProperty("dualStack", Boolean.toString(value));
    }

    /** Sets a property by its name; null takes it back. */
    abstract void setProperty(String name, @Nullable String value);
}
