package dev.hearth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Connections that do nothing, or next to nothing, held by a process of their own so that they don't disturb the clients
 * that are timed.
 *
 * <p>Does what the lines on its standard input say, and answers each with a line: {@code open N} opens so many, each with a
 * handshake and one call; {@code shut N} closes so many; {@code trickle N} has so many send a byte a second, {@code pause}
 * and {@code resume} interrupt that, {@code dry} ends it; {@code count} says how many of those that do nothing the server has left open. Ends with its input.
 */
public final class Crowd {
    private static final int THREADS = 4;

    private final Loopback addresses = new Loopback();
    private final int port;
    private final byte[] id;
    private final Deque<SocketChannel> idle = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private Trickle trickle;

    private Crowd(int port, byte[] id) {
        this.port = port;
        this.id = id;
        this.trickle = new Trickle(port, id);
    }

    /** Arguments: the server's port, and the bytes of an object's id in hexadecimal digits. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Crowd crowd = new Crowd(Integer.parseInt(args[0]), HexFormat.of().parseHex(args[1]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(crowd.answer(line));
        }
        System.exit(0);
    }

    private String answer(String line) throws InterruptedException {
        Scanner words = new Scanner(line);
        try {
            return "ok " + obey(words.next(), words.hasNextInt() ? words.nextInt() : 0);
        } catch (IOException failed) {
            return "failed " + failed;
        }
    }

    private long obey(String command, int count) throws IOException, InterruptedException {
        return switch (command) {
            case "open" -> open(count);
            case "shut" -> shut(count);
            case "trickle" -> {
                trickle.start(count);
                yield count;
            }
            case "pause", "resume" -> {
                trickle.pause(command.equals("pause"));
                yield count;
            }
            case "dry" -> {
                long reopened = trickle.stop();
                trickle = new Trickle(port, id);
                yield reopened;
            }
            case "count" -> count();
            default -> throw new IOException("not understood: " + command);
        };
    }

    private long open(int count) throws IOException, InterruptedException {
        List<Future<List<SocketChannel>>> shares = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int share = count / THREADS + (i < count % THREADS ? 1 : 0);
            shares.add(threads.submit(() -> openShare(share)));
        }
        for (Future<List<SocketChannel>> share : shares) {
            try {
                idle.addAll(share.get());
            } catch (ExecutionException failed) {
                throw new IOException("a connection could not be opened: " + failed.getCause(), failed);
            }
        }
        return idle.size();
    }

    private List<SocketChannel> openShare(int count) throws IOException {
        byte[] call = Jrmp.add(id, 1);
        byte[] reply = new byte[Jrmp.LONG_REPLY_BYTES];
        List<SocketChannel> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JrmpSocket socket = JrmpSocket.open(addresses.next(), port);
            if (socket.call(call, reply) != 2) {
                throw new IOException("a wrong answer");
            }
            opened.add(socket.channel());
        }
        return opened;
    }

    private long shut(int count) throws IOException {
        for (int i = 0; i < count && !idle.isEmpty(); i++) {
            idle.removeLast().close();
        }
        return idle.size();
    }

    /** Nothing is expected on an idle connection but its end. */
    private long count() throws IOException {
        long open = 0;
        ByteBuffer unexpected = ByteBuffer.allocate(1);
        for (SocketChannel channel : idle) {
            channel.configureBlocking(false);
            try {
                open += channel.read(unexpected) == 0 ? 1 : 0;
            } catch (IOException reset) {
                channel.close();
            }
        }
        return open;
    }
}
