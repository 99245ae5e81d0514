package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Bench;
import dev.hearth.benchmarks.subject.Order;
import dev.hearth.benchmarks.subject.OrderLine;
import java.math.BigDecimal;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What is called. Every answer is compared with the right one: a fast wrong answer is no measurement. */
enum Workload implements Traffic {
    /** One {@code long} each way. */
    ADD {
        @Override
        boolean call(Bench bench) throws RemoteException {
            return bench.add(4_711) == 4_712;
        }
    },
    /** 1 KiB of bytes each way. */
    ECHO {
        @Override
        boolean call(Bench bench) throws RemoteException {
            return Arrays.equals(bench.echo(BLOCK), BLOCK);
        }
    },
    /** An order of five lines each way. */
    GRAPH {
        @Override
        boolean call(Bench bench) throws RemoteException {
            return bench.price(ORDER).equals(PRICED);
        }
    };

    private static final byte[] BLOCK = block();
    private static final Order ORDER = order();
    private static final Order PRICED = ORDER.priced();

    /** Makes one call and says whether the answer was right. */
    abstract boolean call(Bench bench) throws RemoteException;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Load.Call to(Server server) {
        Bench bench = server.bench();
        return () -> call(bench);
    }

    private static byte[] block() {
        byte[] block = new byte[1024];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (i * 31);
        }
        return block;
    }

    private static Order order() {
        List<OrderLine> lines = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new OrderLine("article-" + i, i, new BigDecimal("19.99").add(BigDecimal.valueOf(i))))
                .toList();
        return new Order("2026-000471", "Ada Lovelace", "12 St James's Square, London", lines, BigDecimal.ZERO);
    }
}
