package io.github.redshiftdata.jdbc.internal.auth;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The answer of a SAML identity provider: AWS judges it; the driver only reads which roles it offers. */
final class SamlAnswer {

    private static final String PROVIDER = ":saml-provider/";

    private final String encoded;
    private final List<Offer> offers;

    /** A role that may be assumed with the answer, and the provider's name at AWS. */
    record Offer(String role, String provider) {}

    private SamlAnswer(String encoded, List<Offer> offers) {
        this.encoded = encoded;
        this.offers = offers;
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalStateException if it is none
     */
    static SamlAnswer of(String text) {
        var encoded = text.replaceAll("\\s", "");
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var answer =
                    builder.parse(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
            var values = answer.getElementsByTagNameNS("*", "AttributeValue");
            var offers = new ArrayList<Offer>();
            for (var number = 0; number < values.getLength(); number++) {
                var offer = offer(String.valueOf(values.item(number).getTextContent()));
                if (offer != null) {
                    offers.add(offer);
                }
            }
            return new SamlAnswer(encoded, offers);
        } catch (SAXException | IOException | ParserConfigurationException | IllegalArgumentException noAnswer) {
            // Its own message may show a part of the answer.
            throw new IllegalStateException("what came from the identity provider is no SAML answer in Base64 ("
                    + noAnswer.getClass().getSimpleName() + ")");
        }
    }

    /** The two names stand in either order. */
    private static @Nullable Offer offer(String value) {
        var names = value.strip().split("\\s*,\\s*", -1);
        if (names.length != 2) {
            return null;
        }
        return names[1].contains(PROVIDER)
                ? new Offer(names[0], names[1])
                : names[0].contains(PROVIDER) ? new Offer(names[1], names[0]) : null;
    }

    String encoded() {
        return encoded;
    }

    /**
     * The role to assume.
     *
     * @param role null for the only one
     * @param provider null if the answer names it
     * @throws IllegalStateException if it cannot be told; the message lists what is offered
     */
    Offer chosen(@Nullable String role, @Nullable String provider) {
        if (role != null && provider != null) {
            return new Offer(role, provider);
        }
        var found = offers.stream()
                .filter(offer -> role == null || role.equals(offer.role()))
                .filter(offer -> provider == null || provider.equals(offer.provider()))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (offers.isEmpty()) {
            throw new IllegalStateException("the SAML answer names no role of AWS, or is encrypted: set roleArn and"
                    + " samlProviderArn, or let the identity provider send the attribute Role");
        }
        throw new IllegalStateException((role == null
                        ? "the SAML answer offers several roles"
                        : "the SAML answer does not offer this role")
                + ". Set roleArn to one of "
                + offers.stream().map(offer -> Shown.value(offer.role())).collect(Collectors.joining(", ")));
    }

    /** Nothing of it: whoever has it can sign in. */
    @Override
    public String toString() {
        return "SamlAnswer";
    }
}
