package dev.hearth.core.wire.transport;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import java.nio.channels.SocketChannel;
import java.rmi.server.RMIClientSocketFactory;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * TLS as it is configured: our key, whom we trust, what we ask of clients.
 *
 * <p>The stores are read once; another key wants another start. Thread-safe.
 */
public final class Tls {

    /** Older ones are broken, and the JDK's own settings refuse them. */
    private static final List<String> KNOWN_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final SSLContext context;
    private final SSLParameters parameters;
    private final TlsBuffers buffers;
    private final RMIClientSocketFactory stubs = new SslRMIClientSocketFactory();

    private Tls(SSLContext context, HearthConfig.Tls config) {
        this.context = context;
        this.parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(config.protocols().toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        switch (config.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case WANT -> parameters.setWantClientAuth(true);
            case NEED -> parameters.setNeedClientAuth(true);
        }
        this.buffers = new TlsBuffers(engine().getSession().getPacketBufferSize());
    }

    /**
     * What is configured; empty where TLS is off, and then no store is looked at.
     *
     * @throws ConfigException if it can't be used; the message says which setting, and what to do
     */
    public static Optional<Tls> of(HearthConfig.Tls config) throws ConfigException {
        if (!config.enabled()) {
            return Optional.empty();
        }
        checkProtocols(config.protocols());
        KeyManager[] keys = Stores.keys(required(config.keyStore()), config.keyStorePassword());
        TrustManager @Nullable [] trust = trust(config);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return Optional.of(new Tls(context, config));
        } catch (GeneralSecurityException | IllegalArgumentException failed) {
            throw new ConfigException("tls: this Java can't use these settings: " + failed.getMessage());
        }
    }

    private static void checkProtocols(List<String> protocols) throws ConfigException {
        if (protocols.isEmpty() || !KNOWN_PROTOCOLS.containsAll(protocols)) {
            throw new ConfigException("tls.protocols: " + protocols + " is not one or both of " + KNOWN_PROTOCOLS);
        }
    }

    private static String required(Optional<String> keyStore) throws ConfigException {
        return keyStore.orElseThrow(
                () -> new ConfigException("tls.key-store: TLS is on and there is no key; name a file"
                        + " with the server's private key and certificate, which keytool makes (docs/TLS.md), or say"
                        + " 'tls.enabled: false'"));
    }

    /** Null for the authorities that the JDK knows. */
    private static TrustManager @Nullable [] trust(HearthConfig.Tls config) throws ConfigException {
        if (config.trustStore().isPresent()) {
            return Stores.trust(config.trustStore().get(), config.trustStorePassword());
        }
        if (config.clientAuth() != HearthConfig.ClientAuth.NONE) {
            throw new ConfigException("tls.trust-store: clients are asked for certificates and nothing says which are"
                    + " good; name a file with those that are trusted (docs/TLS.md), or say 'tls.client-auth: none'");
        }
        return null;
    }

    /** What an accepted connection reads and writes. */
    public Transport accepted(SocketChannel channel) {
        return new TlsTransport(channel, engine(), buffers);
    }

    private SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** What our stubs make their sockets with: the JDK's own, so that a client needs nothing of ours. */
    public RMIClientSocketFactory stubs() {
        return stubs;
    }

    /** For connections to other servers: shows our certificate to who asks, and trusts whom we trust. */
    public SSLSocketFactory outgoing() {
        return context.getSocketFactory();
    }

    /** The name that a certificate was given to, such as {@code CN=alice,O=Bank} (RFC 2253); some are given to no name. */
    public static Optional<String> subject(X509Certificate certificate) {
        return Optional.of(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253))
                .filter(name -> !name.isEmpty());
    }
}
