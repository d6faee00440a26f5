package io.github.redeliver.evidence.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on loopback for tests: replies by the first word of a command. A reply {@code DROP} closes the
 * connection, {@code HANG} says nothing.
 */
public final class SmtpServer implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, String> replies;
    private final @Nullable SSLContext tls;
    private final byte @Nullable [] hello;
    private final String[] protocols;
    public final List<String> heard = new CopyOnWriteArrayList<>();

    public SmtpServer(Map<String, String> replies, @Nullable SSLContext tls, String... protocols) throws IOException {
        this(replies, tls, null, protocols);
    }

    private SmtpServer(Map<String, String> replies, @Nullable SSLContext tls, byte @Nullable [] hello, String... protocols) throws IOException {
        this.replies = replies;
        this.tls = tls;
        this.hello = hello;
        this.protocols = protocols;
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread t = new Thread(this::serve, "mail server");
        t.setDaemon(true);
        t.start();
    }

    /** One that answers the first message of a handshake with these bytes. */
    static SmtpServer answering(Map<String, String> replies, byte[] hello) throws IOException {
        return new SmtpServer(replies, null, hello);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket s = server.accept()) {
                converse(s);
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private void converse(Socket plain) throws IOException {
        Socket s = plain;
        if (!reply(s, replies.getOrDefault("connect", "220 mx.example.net ESMTP"))) return;
        while (true) {
            String line = line(s.getInputStream());
            if (line == null) return;
            heard.add(line);
            String verb = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
            if (!reply(s, replies.getOrDefault(verb, "250 2.0.0 Ok"))) return;
            if (verb.equals("QUIT")) return;
            if (verb.equals("STARTTLS") && hello != null) {
                int length = s.getInputStream().readNBytes(5)[4] & 0xff;
                s.getOutputStream().write(hello);
                s.getOutputStream().flush();
                s.getInputStream().readNBytes(length); // so that closing does not take the answer back
                s.shutdownOutput();
                s.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            if (verb.equals("STARTTLS") && tls != null && replies.getOrDefault(verb, "").startsWith("220")) {
                SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(s, null, s.getPort(), true);
                secure.setUseClientMode(false);
                if (protocols.length > 0) secure.setEnabledProtocols(protocols);
                secure.startHandshake();
                s = secure;
            }
        }
    }

    private static boolean reply(Socket s, String reply) throws IOException {
        if (reply.equals("DROP")) return false;
        if (reply.equals("HANG")) return s.getInputStream().read() >= 0 && false;
        OutputStream out = s.getOutputStream();
        out.write((reply.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder out = new StringBuilder();
        int c;
        while ((c = in.read()) >= 0 && c != '\n') if (c != '\r') out.append((char) c);
        return c < 0 && out.isEmpty() ? null : out.toString();
    }

    static String read(InputStream in) throws IOException {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
