package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Booking;
import dev.hearth.benchmarks.subject.Payloads;
import dev.hearth.benchmarks.subject.RefusedException;
import java.math.BigDecimal;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What else is sent, each way: from a refusal to a megabyte. Every answer is compared with the right one. */
enum Payload implements Traffic {
    /** A declared exception is the answer. */
    REFUSAL {
        @Override
        boolean call(Payloads object) throws RemoteException {
            try {
                object.refuse("no room");
                return false;
            } catch (RefusedException refused) {
                return refused.code() == 17;
            }
        }
    },
    /** 1,000 characters of ASCII. */
    TEXT {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.text(ASCII).equals(ASCII);
        }
    },
    /** 10,000 characters, a third of them beyond ASCII. */
    GERMAN {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.text(UMLAUTS).equals(UMLAUTS);
        }
    },
    /** 1,000 {@code long}s. */
    NUMBERS {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return Arrays.equals(object.numbers(LONGS), LONGS);
        }
    },
    /** A list of 100 strings. */
    NAMES {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.names(LIST).equals(LIST);
        }
    },
    /** A hash map of 100 strings and boxed numbers. */
    TABLE {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.table(MAP).equals(MAP);
        }
    },
    /** A concurrent map of the same: a class that writes itself by its own method. */
    CACHE {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.table(CONCURRENT).equals(MAP);
        }
    },
    /** 20 records of the JDK's value types and an enum. */
    RECORDS {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return object.bookings(BOOKINGS).equals(BOOKINGS);
        }
    },
    /** 100 KiB of bytes. */
    BLOCK {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return Arrays.equals(object.echo(KIBS_100), KIBS_100);
        }
    },
    /** 1 MiB of bytes. */
    LARGE {
        @Override
        boolean call(Payloads object) throws RemoteException {
            return Arrays.equals(object.echo(MIB), MIB);
        }
    };

    private static final String ASCII = "0123456789".repeat(100);
    private static final String UMLAUTS = "Grüße, Öl".repeat(1_111) + "x";
    private static final long[] LONGS =
            LongStream.range(0, 1_000).map(i -> i * 0x9e3779b97f4a7c15L).toArray();
    private static final List<String> LIST = new ArrayList<>(
            IntStream.range(0, 100).mapToObj(i -> "customer number " + i).toList());
    private static final Map<String, Integer> MAP = map();
    private static final Map<String, Integer> CONCURRENT = new ConcurrentHashMap<>(MAP);
    private static final List<Booking> BOOKINGS =
            new ArrayList<>(IntStream.range(0, 20).mapToObj(Payload::booking).toList());
    private static final byte[] KIBS_100 = bytes(100 << 10);
    private static final byte[] MIB = bytes(1 << 20);

    /** Makes one call and says whether the answer was right. */
    abstract boolean call(Payloads object) throws RemoteException;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Load.Call to(Server server) {
        Payloads object = (Payloads) server.bench();
        return () -> call(object);
    }

    private static Map<String, Integer> map() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            map.put("article-" + i, i * 1_000);
        }
        return map;
    }

    private static Booking booking(int i) {
        Booking.State[] states = Booking.State.values();
        return new Booking(
                new UUID(i * 0x9e3779b97f4a7c15L, i),
                states[i % states.length],
                LocalDate.of(2026, 1, 1).plusDays(i),
                Instant.ofEpochSecond(1_790_000_000L + i, 1_000L * i),
                Duration.ofMinutes(30L + i),
                new BigDecimal("19.99").add(BigDecimal.valueOf(i)),
                "guest " + i);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
