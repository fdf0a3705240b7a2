package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.Host;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that ask for the time, for chance, for keys and for addresses. */
class HostFunctionsTest {
  private static final Environment ENVIRONMENT = Environment.of(Map.of()).with(new FixedHost());

  /** Always the same, except for the keys. */
  private static final class FixedHost implements Host {
    @Override
    public Instant now() {
      return Instant.parse("2024-05-06T07:08:09.123456789Z");
    }

    @Override
    public ZoneId zone() {
      return ZoneId.of("Europe/Berlin");
    }

    @Override
    public byte[] random(int count) {
      byte[] bytes = new byte[count];
      for (int i = 0; i < count; i++) {
        bytes[i] = (byte) (i * 7 + 3);
      }
      return bytes;
    }

    @Override
    public KeyPair keyPair(String algorithm, int bits) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        // Smaller keys do for a test.
        generator.initialize(algorithm.equals("RSA") ? 1024 : bits);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<String> addresses(String name) {
      return name.equals("db.example") ? List.of("10.0.0.7") : List.of();
    }
  }

  private static String evaluated(String source) {
    return Expression.print(Expression.evaluate(source, ENVIRONMENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "now().Year() | 2024",
        "now().UTC() | 2024-05-06 07:08:09.123456789 +0000 UTC",
        "sprig.date('2006-01-02 15:04 MST', sprig.now()) | 2024-05-06 09:08 CEST",
        "sprig.ago(date('2024-05-06T07:00:00Z')) | 8m9s",
        "sprig.dateInZone('15:04', now(), 'America/New_York') | 03:08",
        "now() - date('2024-05-06T00:00:00Z') | 7h8m9.123456789s",
        "sprig.getHostByName('db.example') | 10.0.0.7",
        "join(sort(split(sprig.shuffle('fedcba'), ''))) | abcdef",
        "sprig.decryptAES('key', sprig.encryptAES('key', 'some text é')) | some text é"
      })
  void areAnsweredFromTheHost(String source, String answer) {
    assertThat(evaluated(source)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sprig.randAlpha(20) | [A-Za-z]{20}",
        "sprig.randAlphaNum(20) | [A-Za-z0-9]{20}",
        "sprig.randNumeric(20) | [0-9]{20}",
        "sprig.randAscii(20) | [ -~]{20}",
        "sprig.randInt(3, 5) | [34]",
        "sprig.b64dec(sprig.randBytes(16)) | (?s).{16}",
        "sprig.uuidv4() | [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
      })
  void takeTheirShapeFromTheFunction(String source, String shape) {
    assertThat(evaluated(source)).matches(shape);
  }

  /** A hash that Go's bcrypt has accepted. */
  @Test
  void passwordsAreHashedAsBcryptDoes() {
    String hash = "$2a$10$.umPE/6kJRO5OijOTz3jZ.hj7DaBnDZQC2hPQ9n8x10PGbLAfvsJC";

    assertThat(evaluated("sprig.bcrypt('secret é')")).isEqualTo(hash);
    assertThat(evaluated("sprig.htpasswd('me', 'secret é')")).isEqualTo("me:" + hash);
  }

  @Test
  void certificatesAreSignedByTheirAuthority() throws GeneralSecurityException {
    String made =
        evaluated(
            """
            let ca = sprig.genCA("the ca", 10);
            let cert = sprig.genSignedCert("the host", ["10.0.0.1"], ["host.example"], 5, ca);
            ca.Cert + "\\n---\\n" + cert.Cert + "\\n---\\n" + cert.Key""");
    String[] parts = made.split("\n---\n");
    X509Certificate authority = certificate(parts[0]);
    X509Certificate signed = certificate(parts[1]);

    signed.verify(authority.getPublicKey());
    authority.verify(authority.getPublicKey());
    assertThat(authority.getBasicConstraints()).isNotNegative();
    assertThat(signed.getBasicConstraints()).isNegative();
    assertThat(signed.getSubjectX500Principal().getName()).isEqualTo("CN=the host");
    assertThat(signed.getIssuerX500Principal().getName()).isEqualTo("CN=the ca");
    assertThat(signed.getNotBefore()).isEqualTo("2024-05-06T07:08:09Z");
    assertThat(signed.getNotAfter()).isEqualTo("2024-05-11T07:08:09Z");
    assertThat(signed.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(7, "10.0.0.1"), List.of(2, "host.example"));
    assertThat(parts[2]).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(GoText.bytes(pem)));
  }

  @ParameterizedTest
  @CsvSource({"rsa, RSA PRIVATE KEY", "ecdsa, EC PRIVATE KEY", "ed25519, PRIVATE KEY", "nope, ''"})
  void privateKeysHaveTheFormOfTheirKind(String kind, String header) {
    String key = evaluated("sprig.genPrivateKey('" + kind + "')");

    assertThat(key)
        .startsWith(header.isEmpty() ? "Unknown type " : "-----BEGIN " + header + "-----\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now()",
        "sprig.randAlpha(5)",
        "sprig.uuidv4()",
        "sprig.genCA('ca', 1)",
        "sprig.bcrypt('a')",
        "sprig.getHostByName('db.example')"
      })
  void failWithoutAHost(String source) {
    assertThatThrownBy(() -> Expression.evaluate(source, Environment.of(Map.of())))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("here");
  }
}
