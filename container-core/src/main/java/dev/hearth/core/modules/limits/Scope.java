package dev.hearth.core.modules.limits;

import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.IdentifiedCall;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Whose calls are counted together. */
enum Scope {
    /** All that the same sections cover. */
    ALL("") {
        @Override
        Object key(Call call) {
            return "*";
        }

        @Override
        String name(Call call) {
            return " in all";
        }
    },

    /** Those from one address; of IPv6, from one network of 64 bits, since one peer has all the addresses in it. */
    ADDRESS("-per-address") {
        @Override
        Object key(Call call) {
            InetAddress address = call.peer().address();
            return address instanceof Inet6Address
                    ? (Object) ByteBuffer.wrap(address.getAddress()).getLong()
                    : address;
        }

        @Override
        String name(Call call) {
            return " from " + call.peer().host();
        }
    },

    /** Those to one object. */
    OBJECT("-per-object") {
        @Override
        Object key(Call call) {
            return call.object();
        }

        @Override
        String name(Call call) {
            return " to " + call.object();
        }
    },

    /** Those of one principal. */
    PRINCIPAL("-per-principal") {
        @Override
        Object key(Call call) {
            return principal(call);
        }

        @Override
        String name(Call call) {
            return " by " + principal(call);
        }
    };

    private final String suffix;

    Scope(String suffix) {
        this.suffix = suffix;
    }

    /** How the settings of this scope end. */
    String suffix() {
        return suffix;
    }

    abstract Object key(Call call);

    /** How a refusal names whose calls are too many. */
    abstract String name(Call call);

    private static String principal(Call call) {
        return ((IdentifiedCall) call).principal(); // asked in phases where it is known
    }
}
