package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.Host;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes X.509 certificates as sprig asks Go for them.
 *
 * @param commonName whom it is for
 * @param ips addresses in bytes
 * @param names DNS names
 * @param days how long it is valid from now on
 * @param authority whether it may sign others
 */
record CertificateWriter(
    String commonName, List<byte[]> ips, List<String> names, long days, boolean authority) {
  private static final int KEY_ID = 20;

  /**
   * Who signs.
   *
   * @param name encoded name
   * @param keyId identifies its key; may be null
   */
  record Issuer(byte[] name, byte @Nullable [] keyId, PrivateKey key) {}

  /** The name as certificates encode it. */
  byte[] subject() {
    return Der.sequence(
        Der.tagged(Der.SET, Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
  }

  /** Signed by the key it is for. */
  Certificate selfSigned(KeyPair keys, Host host) {
    return signed(keys, new Issuer(subject(), null, keys.getPrivate()), host);
  }

  Certificate signed(KeyPair keys, Issuer issuer, Host host) {
    Instant now = host.now();
    byte[] algorithm = algorithm(issuer.key);
    byte[] body =
        Der.sequence(
            Der.tagged(0xA0, Der.integer(2)),
            Der.integer(new BigInteger(1, host.random(16))),
            algorithm,
            issuer.name,
            Der.sequence(
                Der.time(now), Der.time(now.plus(Duration.ofHours(24).multipliedBy(days)))),
            subject(),
            keys.getPublic().getEncoded(),
            Der.tagged(0xA3, Der.sequence(extensions(keys.getPublic(), issuer))));
    byte[] certificate = Der.sequence(body, algorithm, Der.bits(sign(issuer.key, body)));
    return new Certificate(
        new Pem("CERTIFICATE", certificate).text(), PrivateKeys.pem(keys).text());
  }

  private static byte[] algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.NULL);
      case "EC" -> Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
      default -> throw new GoError("x509: only RSA, ECDSA and Ed25519 keys supported");
    };
  }

  private static byte[] sign(PrivateKey key, byte[] body) {
    try {
      boolean rsa = key.getAlgorithm().equals("RSA");
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new GoError("error creating certificate: " + e.getMessage());
    }
  }

  private byte[][] extensions(PublicKey key, Issuer issuer) {
    List<byte[]> all = new ArrayList<>();
    // Digital signature, key encipherment, and for an authority signing of certificates.
    byte[] usage = authority ? new byte[] {2, (byte) 0xA4} : new byte[] {5, (byte) 0xA0};
    all.add(extension("2.5.29.15", true, Der.tagged(Der.BITS, usage)));
    byte[] purposes = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2"));
    all.add(extension("2.5.29.37", false, purposes));
    byte[] constraints = authority ? Der.sequence(Der.yes()) : Der.sequence();
    all.add(extension("2.5.29.19", true, constraints));
    if (authority) {
      all.add(extension("2.5.29.14", false, Der.octets(keyId(key))));
    }
    if (issuer.keyId != null && !Arrays.equals(issuer.name, subject())) {
      byte[] id = Der.sequence(Der.tagged(0x80, issuer.keyId));
      all.add(extension("2.5.29.35", false, id));
    }
    byte[] alternatives = alternatives();
    if (alternatives.length > 2) {
      all.add(extension("2.5.29.17", false, alternatives));
    }
    return all.toArray(new byte[0][]);
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private byte[] alternatives() {
    List<byte[]> all = new ArrayList<>();
    for (String name : names) {
      all.add(Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
    }
    for (byte[] ip : ips) {
      all.add(Der.tagged(0x87, ip));
    }
    return Der.sequence(all.toArray(new byte[0][]));
  }

  private static byte[] keyId(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(PrivateKeys.publicBits(key));
      return Arrays.copyOf(hash, KEY_ID);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
