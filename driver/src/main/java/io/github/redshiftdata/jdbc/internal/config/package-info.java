/**
 * The URL and the properties, as one immutable {@code DriverConfig}.
 *
 * <p>A property is declared once, in {@code DriverProperties}: name, default, what it takes, description. The parser,
 * the {@code DriverPropertyInfo} that tools show, the setters of the DataSource and the table in docs/connecting.md
 * come from that declaration; tests compare them. {@code ConnectionUrl} takes the URL apart, {@code ConfigReader} reads
 * both into the record and refuses contradictions before any request.
 *
 * <p>An unknown key of the URL is an error that names the nearest known one ({@code NearestName}); an unknown key in
 * {@code Properties} is a line in the log, since pools and tools pass keys of their own. {@code Redaction} takes
 * secrets out of what is shown.
 *
 * <p>May use {@code error}, for how messages show what was given.
 *
 * <p>Begin with {@code ConfigReader.read}.
 */
@NullMarked
package io.github.redshiftdata.jdbc.internal.config;

import org.jspecify.annotations.NullMarked;
