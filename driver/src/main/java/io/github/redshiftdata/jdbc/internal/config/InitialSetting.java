package io.github.redshiftdata.jdbc.internal.config;

/**
 * A parameter that each session of a connection has from its beginning.
 *
 * @param name of the parameter in Redshift, in lower case
 * @param value as text
 * @param property the property of the driver that it comes from
 */
public record InitialSetting(String name, String value, String property) {}
