package caches;

import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import net.sf.ehcache.Cache;
import net.sf.ehcache.CacheManager;
import net.sf.ehcache.Element;
import net.sf.ehcache.config.CacheConfiguration;
import net.sf.ehcache.config.Configuration;
import net.sf.ehcache.config.FactoryConfiguration;

/** One of two caches that tell each other over RMI what they hold. */
public final class CacheNode implements Box {
    private static final String DISTRIBUTION = "net.sf.ehcache.distribution.";

    private static CacheNode kept;

    private final Cache cache;

    private CacheNode(Cache cache) {
        this.cache = cache;
    }

    @Override
    public void put(String key, String value) {
        cache.put(new Element(key, value));
    }

    @Override
    public String get(String key) {
        Element element = cache.get(key);
        return element == null ? null : (String) element.getObjectValue();
    }

    private static FactoryConfiguration<?> factory(String name, String properties) {
        return new FactoryConfiguration<>().className(DISTRIBUTION + name).properties(properties);
    }

    /** Arguments: the port of this one's registry and of the other's. */
    public static void main(String[] ports) throws Exception {
        CacheConfiguration prices = new CacheConfiguration("prices", 1_000);
        prices.addCacheEventListenerFactory((CacheConfiguration.CacheEventListenerFactoryConfiguration)
                new CacheConfiguration.CacheEventListenerFactoryConfiguration()
                        .className(DISTRIBUTION + "RMICacheReplicatorFactory")
                        .properties("replicateAsynchronously=false"));
        CacheManager manager = CacheManager.create(new Configuration()
                .name("node-" + ports[0])
                .cacheManagerPeerProviderFactory(factory(
                        "RMICacheManagerPeerProviderFactory",
                        "peerDiscovery=manual,rmiUrls=//localhost:" + ports[1] + "/prices"))
                .cacheManagerPeerListenerFactory(factory(
                        "RMICacheManagerPeerListenerFactory", "hostName=localhost,port=" + ports[0]))
                .cache(prices));
        kept = new CacheNode(manager.getCache("prices"));
        LocateRegistry.getRegistry("localhost", Integer.parseInt(ports[0]))
                .rebind("box", UnicastRemoteObject.exportObject(kept, 0));
        System.out.println("ready");
    }
}
