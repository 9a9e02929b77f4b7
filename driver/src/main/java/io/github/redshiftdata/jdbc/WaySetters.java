package io.github.redshiftdata.jdbc;

import org.jspecify.annotations.Nullable;

/** The setters of {@link RedshiftDataDataSource} for the sign-ins by other providers and for the way to AWS. */
abstract sealed class WaySetters permits RedshiftDataDataSource {

    WaySetters() {}

    /** Sets the property {@code webIdentityTokenFile}, which a URL may not. */
    public void setWebIdentityTokenFile(@Nullable String value) {
        setProperty("webIdentityTokenFile", value);
    }

    /** Sets the property {@code webIdentityToken}, which a URL may not. */
    public void setWebIdentityToken(@Nullable String value) {
        setProperty("webIdentityToken", value);
    }

    /** Sets the property {@code mfaSerial}. */
    public void setMfaSerial(@Nullable String value) {
        setProperty("mfaSerial", value);
    }

    /** Sets the property {@code mfaCode}, which a URL may not. */
    public void setMfaCode(@Nullable String value) {
        setProperty("mfaCode", value);
    }

    /** Sets the property {@code samlLoginUrl}. */
    public void setSamlLoginUrl(@Nullable String value) {
        setProperty("samlLoginUrl", value);
    }

    /** Sets the property {@code samlAssertion}, which a URL may not. */
    public void setSamlAssertion(@Nullable String value) {
        setProperty("samlAssertion", value);
    }

    /** Sets the property {@code samlProviderArn}. */
    public void setSamlProviderArn(@Nullable String value) {
        setProperty("samlProviderArn", value);
    }

    /** Sets the property {@code samlFlow}. */
    public void setSamlFlow(@Nullable String value) {
        setProperty("samlFlow", value);
    }

    /** Sets the property {@code samlPort}. */
    public void setSamlPort(int value) {
        setProperty("samlPort", Integer.toString(value));
    }

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

    /** Sets the property {@code ssoApplicationArn}. */
    public void setSsoApplicationArn(@Nullable String value) {
        setProperty("ssoApplicationArn", value);
    }

    /** Sets the property {@code endpoint}. */
    public void setEndpoint(@Nullable String value) {
        setProperty("endpoint", value);
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

    /** Sets the property {@code compressedResults}. */
    public void setCompressedResults(boolean value) {
        setProperty("compressedResults", Boolean.toString(value));
    }

    /** Sets a property by its name; null takes it back. */
    abstract void setProperty(String name, @Nullable String value);
}
