package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoBase64;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** sprig's functions that make keys and certificates. */
final class Keys {
  private static final String RESULT = " (sprig.certificate, error)";
  private static final String LISTS = "[]interface {}, []interface {}, int";
  private static final int RSA_BITS = 2048;

  private Keys() {}

  static void register(Registry out) {
    out.add("genPrivateKey", "func(string) string", Keys::privateKey);
    out.add("genCA", "func(string, int)" + RESULT, call -> authority(call, newKeys(call)));
    out.add(
        "genCAWithKey",
        "func(string, int, string)" + RESULT,
        call -> authority(call, keys(call, 2)));
    out.add(
        "genSelfSignedCert",
        "func(string, " + LISTS + ")" + RESULT,
        call -> leaf(call).selfSigned(newKeys(call), call.host()));
    out.add(
        "genSelfSignedCertWithKey",
        "func(string, " + LISTS + ", string)" + RESULT,
        call -> leaf(call).selfSigned(keys(call, 4), call.host()));
    out.add(
        "genSignedCert",
        "func(string, " + LISTS + ", sprig.certificate)" + RESULT,
        call -> leaf(call).signed(newKeys(call), issuer(call), call.host()));
    out.add(
        "genSignedCertWithKey",
        "func(string, " + LISTS + ", sprig.certificate, string)" + RESULT,
        call -> leaf(call).signed(keys(call, 5), issuer(call), call.host()));
    out.add("buildCustomCert", "func(string, string)" + RESULT, Keys::custom);
  }

  private static KeyPair newKeys(Call call) {
    return call.host().keyPair("RSA", RSA_BITS);
  }

  private static KeyPair keys(Call call, int i) {
    try {
      return PrivateKeys.parse(call.text(i));
    } catch (GoError e) {
      throw new GoError("parsing private key: " + e.text());
    }
  }

  private static String privateKey(Call call) {
    String type = call.text(0);
    KeyPair pair =
        switch (type) {
          case "", "rsa" -> call.host().keyPair("RSA", 4096);
          case "dsa" -> call.host().keyPair("DSA", 2048);
          case "ecdsa" -> call.host().keyPair("EC", 256);
          case "ed25519" -> call.host().keyPair("Ed25519", 255);
          default -> null;
        };
    return pair == null ? "Unknown type " + type : PrivateKeys.pem(pair).text();
  }

  private static Certificate authority(Call call, KeyPair keys) {
    CertificateWriter writer =
        new CertificateWriter(call.text(0), List.of(), List.of(), call.integer(1), true);
    return writer.selfSigned(keys, call.host());
  }

  private static CertificateWriter leaf(Call call) {
    List<byte[]> ips = new ArrayList<>();
    for (Object value : list(call, 1)) {
      if (!(value instanceof String text)) {
        throw new GoError(
            "error parsing ip: " + GoPrint.print(value, call.meter()) + " is not a string");
      }
      byte[] ip = IpAddress.parse(text);
      if (ip == null) {
        throw new GoError("error parsing ip: " + text);
      }
      ips.add(ip);
    }
    List<String> names = new ArrayList<>();
    for (Object value : list(call, 2)) {
      if (!(value instanceof String text)) {
        throw new GoError(
            "error processing alternate dns name: "
                + GoPrint.print(value, call.meter())
                + " is not a string");
      }
      names.add(text);
    }
    return new CertificateWriter(call.text(0), ips, names, call.integer(3), false);
  }

  private static List<?> list(Call call, int i) {
    return call.get(i) instanceof List<?> list ? list : List.of();
  }

  private static CertificateWriter.Issuer issuer(Call call) {
    if (!(call.get(4) instanceof Certificate authority)) {
      throw new GoError("unable to decode certificate");
    }
    Pem pem = Pem.parse(authority.cert());
    if (pem == null) {
      throw new GoError("unable to decode certificate");
    }
    X509Certificate certificate = certificate(pem.bytes());
    KeyPair keys = PrivateKeys.parse(authority.key());
    byte[] extension = certificate.getExtensionValue("2.5.29.14");
    byte[] keyId = null;
    if (extension != null) {
      keyId = new DerReader(extension).inside(Der.OCTETS).contents(Der.OCTETS);
    }
    byte[] name = certificate.getSubjectX500Principal().getEncoded();
    return new CertificateWriter.Issuer(name, keyId, keys.getPrivate());
  }

  private static X509Certificate certificate(byte[] der) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new GoError(
          "error parsing certificate: decodedCert.Bytes: x509: malformed certificate");
    }
  }

  private static Certificate custom(Call call) {
    String cert = decoded(call.text(0), "certificate");
    String key = decoded(call.text(1), "private key");
    Pem pem = Pem.parse(cert);
    if (pem == null) {
      throw new GoError("unable to decode certificate");
    }
    certificate(pem.bytes());
    try {
      PrivateKeys.parse(key);
    } catch (GoError e) {
      throw new GoError("error parsing private key: " + e.text());
    }
    return new Certificate(cert, key);
  }

  private static String decoded(String text, String what) {
    try {
      return GoText.of(GoBase64.decode(text));
    } catch (GoError e) {
      throw new GoError("unable to decode base64 " + what);
    }
  }
}
