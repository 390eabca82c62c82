using System.Text;
using Parley.Engine.Formats;

namespace Parley.Engine.Tests.Formats;

/// <summary>A stream of any length that is never held as a whole: a head, one item many times, a tail.</summary>
internal sealed class RepeatingStream(string head, string item, int times, string tail) : ForwardStream
{
    private readonly byte[] _item = Encoding.UTF8.GetBytes(item);
    private byte[] _current = Encoding.UTF8.GetBytes(head);
    private int _at;
    private int _given;
    private bool _tailGiven;

    public override int Read(Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length && (_at < _current.Length || Next()))
        {
            int count = Math.Min(buffer.Length - total, _current.Length - _at);
            _current.AsSpan(_at, count).CopyTo(buffer[total..]);
            _at += count;
            total += count;
        }

        return total;
    }

    private bool Next()
    {
        if (_given < times)
        {
            _at = 0;
            _given++;
            _current = _item;
            return true;
        }

        if (_tailGiven)
        {
            return false;
        }

        _tailGiven = true;
        _at = 0;
        _current = Encoding.UTF8.GetBytes(tail);
        return _current.Length > 0;
    }
}
