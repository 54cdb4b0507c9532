package io.beltline.receiver.httpcheck;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * What is told of a certificate.
 *
 * @param issuer who has issued it, as RFC 2253 writes names
 * @param commonName that of its subject; empty if it has none
 * @param names the other names of its subject: addresses, URIs, host names, mail addresses
 * @param until when it ends
 */
record ShownCertificate(String issuer, String commonName, List<String> names, Instant until) {
  /** The kinds of names that are told, in this order (RFC 5280, 4.2.1.6). */
  private static final int[] KINDS = {7, 6, 2, 1};

  static ShownCertificate of(X509Certificate certificate) {
    return new ShownCertificate(
        certificate.getIssuerX500Principal().getName(),
        commonName(certificate.getSubjectX500Principal().getName()),
        names(certificate),
        certificate.getNotAfter().toInstant());
  }

  private static String commonName(String subject) {
    try {
      return new LdapName(subject)
          .getRdns().reversed().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .findFirst()
              .orElse("");
    } catch (InvalidNameException none) {
      return "";
    }
  }

  private static List<String> names(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException none) {
      return List.of();
    }
    return all == null
        ? List.of()
        : IntStream.of(KINDS)
            .boxed()
            .flatMap(kind -> all.stream().filter(name -> name.getFirst().equals(kind)))
            .map(name -> String.valueOf(name.get(1)).lines().collect(Collectors.joining(" ")))
            .toList();
  }

  /** How many seconds it is still valid. */
  long secondsLeft(long unixNanos) {
    return until.getEpochSecond() - Math.floorDiv(unixNanos, 1_000_000_000L);
  }

  /** Whether it says whose it is. */
  boolean isNamed() {
    return !issuer.isEmpty() || !commonName.isEmpty() || !names.isEmpty();
  }
}
