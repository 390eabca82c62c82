using System.Net;
using System.Net.Sockets;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>Ports for those who must be able to come back at the same address.</summary>
internal static class FreePort
{
    // Below the ports that the system gives to outgoing connections, so that none of them takes one while its owner is away,
    // and beside those of the server's tests, which may run at the same time.
    private const int First = 20_000;
    private const int Range = 7_900;

    private static int s_last = Environment.ProcessId * 37 % Range;

    /// <summary>A port that nobody has been given.</summary>
    /// <param name="following">How many ports after it are its owner's too, whether or not anybody listens there yet.</param>
    public static int Next(int following = 0)
    {
        while (true)
        {
            int port = First + ((Interlocked.Add(ref s_last, 1 + following) - following) % Range);
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
