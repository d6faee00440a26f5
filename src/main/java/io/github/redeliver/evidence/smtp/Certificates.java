package io.github.redeliver.evidence.smtp;

import io.github.redeliver.evidence.Domains;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Looks certificates over without refusing them: what is wrong is to be told, not to end the conversation. */
final class Certificates implements X509TrustManager {
    private final X509TrustManager judge;
    private X509Certificate[] chain = {};
    private String fault = "";

    Certificates(X509TrustManager judge) {
        this.judge = judge;
    }

    /** The certification authorities that this Java knows. */
    static X509TrustManager authorities() throws GeneralSecurityException {
        TrustManagerFactory f = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        f.init((KeyStore) null);
        for (TrustManager m : f.getTrustManagers()) if (m instanceof X509TrustManager x) return x;
        throw new GeneralSecurityException("this Java knows no certification authorities");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type) {
        chain = presented.clone();
        try {
            judge.checkServerTrusted(presented, type);
        } catch (CertificateException | IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** A fault of the certificate. */
    record Fault(String shows, String value) {}

    /** What is wrong with it for this host at this moment; empty when nothing is. */
    List<Fault> faults(String host, Instant now) {
        List<Fault> out = new ArrayList<>();
        if (chain.length == 0) return out;
        X509Certificate leaf = chain[0];
        if (now.isAfter(leaf.getNotAfter().toInstant())) out.add(new Fault("certificate-expired", leaf.getNotAfter().toInstant().toString()));
        else if (now.isBefore(leaf.getNotBefore().toInstant())) out.add(new Fault("certificate-not-yet-valid", leaf.getNotBefore().toInstant().toString()));
        else if (!fault.isEmpty()) out.add(new Fault("certificate-untrusted", fault));
        List<String> names = names(leaf);
        if (names.stream().noneMatch(n -> matches(n, host))) out.add(new Fault("certificate-wrong-name", String.join(", ", names)));
        return out;
    }

    /** Names, issuer and end of the certificate, for people. */
    String described() {
        if (chain.length == 0) return "";
        X509Certificate leaf = chain[0];
        return String.join(", ", names(leaf)) + "; issued by " + leaf.getIssuerX500Principal().getName() + "; until " + leaf.getNotAfter().toInstant();
    }

    private static List<String> names(X509Certificate leaf) {
        List<String> out = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> a : alternatives) if (Integer.valueOf(2).equals(a.get(0)) && out.size() < 50) out.add(a.get(1).toString().toLowerCase(Locale.ROOT));
            }
            if (out.isEmpty()) {
                for (Rdn r : new LdapName(leaf.getSubjectX500Principal().getName()).getRdns()) {
                    if (r.getType().equalsIgnoreCase("CN")) out.add(r.getValue().toString().toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException | InvalidNameException e) {
            return out;
        }
        return out;
    }

    /** RFC 6125, 6.4: a star stands for one whole first label. */
    private static boolean matches(String name, String host) {
        String h = Domains.tidy(host);
        return name.equals(h) || (name.startsWith("*.") && name.substring(2).equals(Domains.parent(h)));
    }
}
