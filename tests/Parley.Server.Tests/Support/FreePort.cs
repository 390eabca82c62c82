using System.Net;
using System.Net.Sockets;

namespace Parley.Server.Tests.Support;

/// <summary>Ports for those who must be known before they listen, or come back at the same address.</summary>
internal static class FreePort
{
    // Below the ports that the system gives to outgoing connections, and beside those of the end-to-end tests, which may run at the same time.
    private const int First = 28_000;
    private const int Range = 4_000;

    private static int s_last = Environment.ProcessId * 37 % Range;

    /// <summary>A port that nobody has been given.</summary>
    public static int Next()
    {
        while (true)
        {
            int port = First + (Interlocked.Increment(ref s_last) % Range);
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
