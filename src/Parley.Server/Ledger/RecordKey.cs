using Parley.Engine.Dictionary;

namespace Parley.Server.Ledger;

/// <summary>What a record is known by in its source.</summary>
internal static class RecordKey
{
    /// <summary>The values of its key attributes that it has, parted by spaces; null when it has none of them.</summary>
    public static string? Of(Record record)
    {
        string? key = null;
        foreach (string name in record.Type.Key)
        {
            Value value = record[name];
            if (!value.IsNone)
            {
                key = key is null ? value.ToString() : $"{key} {value}";
            }
        }

        return key;
    }
}
