package dev.hearth.core.hosted;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.rmi.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * A name as {@link java.rmi.Naming} takes it: {@code rmi://host:port/name}, where everything but the name may be left out.
 *
 * @param host empty for this machine
 * @param name null if there is none
 */
record RmiName(String host, int port, @Nullable String name) {

    /** @throws MalformedURLException with the words of the JDK's own */
    static RmiName parse(String url) throws MalformedURLException {
        try {
            return of(new URI(url.startsWith("//:") ? "//localhost" + url.substring(2) : url), url);
        } catch (URISyntaxException malformed) {
            MalformedURLException failure = new MalformedURLException("invalid URL String: " + url);
            failure.initCause(malformed);
            throw failure;
        }
    }

    private static RmiName of(URI uri, String url) throws MalformedURLException {
        if (uri.isOpaque()) {
            throw new MalformedURLException("not a hierarchical URL: " + url);
        }
        if (uri.getFragment() != null) {
            throw new MalformedURLException("invalid character, '#', in URL name: " + url);
        }
        if (uri.getQuery() != null) {
            throw new MalformedURLException("invalid character, '?', in URL name: " + url);
        }
        if (uri.getUserInfo() != null) {
            throw new MalformedURLException("invalid character, '@', in URL host: " + url);
        }
        if (uri.getScheme() != null && !uri.getScheme().equals("rmi")) {
            throw new MalformedURLException("invalid URL scheme: " + url);
        }
        String path = uri.getPath();
        String name = path == null || !path.startsWith("/") ? path : path.substring(1);
        String host = uri.getHost();
        int port = uri.getPort();
        if (host == null && uri.getAuthority() != null && !uri.getAuthority().startsWith(":")) {
            host = withoutPort(uri.getAuthority()); // with a character that the URI's grammar does not know
            port = portOf(uri.getAuthority(), url);
        }
        return new RmiName(
                host == null ? "" : host,
                port == -1 ? Registry.REGISTRY_PORT : port,
                name == null || name.isEmpty() ? null : name);
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static int portOf(String authority, String url) throws MalformedURLException {
        int colon = authority.lastIndexOf(':');
        if (colon < 0) {
            return -1;
        }
        try {
            return Integer.parseInt(authority.substring(colon + 1));
        } catch (NumberFormatException malformed) {
            MalformedURLException failure = new MalformedURLException("invalid authority: " + url);
            failure.initCause(malformed);
            throw failure;
        }
    }

    /** Whether somebody wrote a whole URL where a registry wants a name. */
    static boolean isUrl(String name) {
        return name.startsWith("rmi:") || name.startsWith("//");
    }
}
