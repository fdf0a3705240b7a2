package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are taken: those that the Java runtime knows, and some that were given. */
record TrustedAuthorities(SSLSocketFactory sockets, X509TrustManager manager) {

  /**
   * @param pem certificates
   * @throws ProblemException {@code ARTIFACT_CA_INVALID}
   */
  static TrustedAuthorities with(String pem, Place at) {
    try {
      List<Certificate> all = new ArrayList<>(given(pem, at));
      all.addAll(List.of(manager(null).getAcceptedIssuers()));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      X509TrustManager manager = manager(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new TrustedAuthorities(context.getSocketFactory(), manager);
    } catch (GeneralSecurityException | IOException e) {
      throw new ProblemException(invalid(String.valueOf(e.getMessage()), at), e);
    }
  }

  private static Collection<? extends Certificate> given(String pem, Place at)
      throws GeneralSecurityException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty() || !(certificates.iterator().next() instanceof X509Certificate)) {
      throw new ProblemException(invalid("it holds no certificate", at));
    }
    return certificates;
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the Java runtime checks no certificates");
  }

  private static Problem invalid(String why, Place at) {
    return new Problem(
        "ARTIFACT_CA_INVALID",
        ProblemClass.CONFIGURATION,
        "the certificate of the authority can't be read: " + why,
        at,
        "Give it as PEM, beginning with -----BEGIN CERTIFICATE-----");
  }
}
