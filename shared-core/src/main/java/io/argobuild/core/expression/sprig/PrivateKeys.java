package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoError;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Private keys in the forms that Go writes and reads. */
final class PrivateKeys {
  private static final byte[] RSA = Der.sequence(Der.oid("1.2.840.113549.1.1.1"), Der.NULL);
  private static final byte[] EC_OID = Der.oid("1.2.840.10045.2.1");

  private PrivateKeys() {}

  /** As Go writes a key: RSA, DSA and EC in forms of their own, others as PKCS#8. */
  static Pem pem(KeyPair pair) {
    PrivateKey key = pair.getPrivate();
    if (key instanceof RSAPrivateKey) {
      return new Pem("RSA PRIVATE KEY", inner(key));
    }
    if (key instanceof ECPrivateKey) {
      return new Pem("EC PRIVATE KEY", sec1(pair));
    }
    if (key instanceof DSAPrivateKey secret && pair.getPublic() instanceof DSAPublicKey open) {
      byte[] der =
          Der.sequence(
              Der.integer(0),
              Der.integer(secret.getParams().getP()),
              Der.integer(secret.getParams().getQ()),
              Der.integer(secret.getParams().getG()),
              Der.integer(open.getY()),
              Der.integer(secret.getX()));
      return new Pem("DSA PRIVATE KEY", der);
    }
    return new Pem("PRIVATE KEY", key.getEncoded());
  }

  /** The key inside a PKCS#8 envelope. */
  private static byte[] inner(PrivateKey key) {
    DerReader envelope = new DerReader(key.getEncoded()).inside(Der.SEQUENCE);
    envelope.integer();
    envelope.contents(Der.SEQUENCE);
    return envelope.contents(Der.OCTETS);
  }

  private static byte[] sec1(KeyPair pair) {
    DerReader envelope = new DerReader(pair.getPrivate().getEncoded()).inside(Der.SEQUENCE);
    envelope.integer();
    DerReader algorithm = envelope.inside(Der.SEQUENCE);
    algorithm.contents(Der.OID);
    byte[] curve = algorithm.contents(Der.OID);
    DerReader key = new DerReader(envelope.contents(Der.OCTETS)).inside(Der.SEQUENCE);
    key.integer();
    byte[] secret = key.contents(Der.OCTETS);
    return Der.sequence(
        Der.integer(1),
        Der.octets(secret),
        Der.tagged(0xA0, Der.tagged(Der.OID, curve)),
        Der.tagged(0xA1, Der.bits(publicBits(pair.getPublic()))));
  }

  /** The key inside a SubjectPublicKeyInfo. */
  static byte[] publicBits(PublicKey key) {
    DerReader info = new DerReader(key.getEncoded()).inside(Der.SEQUENCE);
    info.contents(Der.SEQUENCE);
    byte[] bits = info.contents(Der.BITS);
    return Arrays.copyOfRange(bits, 1, bits.length);
  }

  /** Reads a private key and finds the public key that belongs to it. */
  static KeyPair parse(String text) {
    Pem pem = Pem.parse(text);
    if (pem == null) {
      throw new GoError("no PEM data in input");
    }
    try {
      return switch (pem.type()) {
        case "PRIVATE KEY" -> fromPkcs8(pem.bytes());
        case "RSA PRIVATE KEY" -> rsa(envelope(RSA, pem.bytes()));
        case "EC PRIVATE KEY" -> ec(pem.bytes(), null);
        default -> throw new GoError(unknown(pem.type()));
      };
    } catch (GeneralSecurityException e) {
      throw new GoError("parsing private key from PEM: " + e.getMessage());
    }
  }

  private static String unknown(String type) {
    return type.endsWith(" PRIVATE KEY")
        ? "invalid private key type " + type.substring(0, type.length() - " PRIVATE KEY".length())
        : "no private key data in PEM block of type " + type;
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return Der.sequence(Der.integer(0), algorithm, Der.octets(key));
  }

  private static KeyPair fromPkcs8(byte[] der) throws GeneralSecurityException {
    DerReader envelope = new DerReader(der).inside(Der.SEQUENCE);
    envelope.integer();
    DerReader algorithm = envelope.inside(Der.SEQUENCE);
    byte[] oid = Der.tagged(Der.OID, algorithm.contents(Der.OID));
    if (Arrays.equals(oid, EC_OID)) {
      byte[] curve = algorithm.contents(Der.OID);
      return ec(envelope.contents(Der.OCTETS), curve);
    }
    if (Arrays.equals(Der.sequence(oid, Der.NULL), RSA)) {
      return rsa(der);
    }
    throw new GoError("x509: only RSA and ECDSA keys can be read here");
  }

  private static KeyPair rsa(byte[] pkcs8) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    if (!(key instanceof RSAPrivateCrtKey full)) {
      throw new GoError("x509: failed to parse private key");
    }
    BigInteger exponent = full.getPublicExponent();
    PublicKey open = factory.generatePublic(new RSAPublicKeySpec(full.getModulus(), exponent));
    return new KeyPair(open, key);
  }

  private static KeyPair ec(byte[] sec1, byte @Nullable [] known) throws GeneralSecurityException {
    DerReader reader = new DerReader(sec1).inside(Der.SEQUENCE);
    reader.integer();
    reader.contents(Der.OCTETS);
    byte[] curve = reader.isAt(0xA0) ? reader.inside(0xA0).contents(Der.OID) : known;
    if (curve == null || !reader.isAt(0xA1)) {
      throw new GoError("x509: EC private key without curve or public key");
    }
    byte[] bits = reader.inside(0xA1).contents(Der.BITS);
    byte[] algorithm = Der.sequence(EC_OID, Der.tagged(Der.OID, curve));
    byte[] info = Der.sequence(algorithm, Der.tagged(Der.BITS, bits));
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(info)),
        factory.generatePrivate(new PKCS8EncodedKeySpec(envelope(algorithm, sec1))));
  }
}
