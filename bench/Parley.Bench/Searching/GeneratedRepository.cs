using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Bench.Linkage;
using Parley.Engine.Dictionary;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Bench.Searching;

/// <summary>A repository of generated persons, each a bundle of its own.</summary>
internal static class GeneratedRepository
{
    /// <summary>The generated persons, made as they are asked for, the same each time.</summary>
    public static IEnumerable<string[]> Rows(int records, int seed) => new PersonGenerator(seed).Rows(records);

    /// <summary>Takes persons into the repository, as the projector does with what it has read, and tells how long each stretch took.</summary>
    /// <param name="services">The server's parts.</param>
    /// <param name="rows">The persons.</param>
    /// <param name="atOnce">How many are taken in at once: in one transaction.</param>
    /// <param name="took">Takes the milliseconds of each stretch, durable and followed.</param>
    public static async Task FillAsync(IServiceProvider services, IEnumerable<string[]> rows, int atOnce, Action<double> took)
    {
        (Store store, RecordTable table, RecordNames names) = (services.GetRequiredService<Store>(), services.GetRequiredService<RecordTable>(), services.GetRequiredService<RecordNames>());
        await services.GetRequiredService<Projector>().Loaded;
        Projection projection = new(table, services.GetRequiredService<RepositoryState>().LastRow + 1);
        foreach (string[] row in rows)
        {
            Add(store, names, projection, Person(row));
            if (projection.Bundles.Count == atOnce)
            {
                projection = await WriteAsync(services, projection, took);
            }
        }

        await WriteAsync(services, projection, took);
    }

    private static async Task<Projection> WriteAsync(IServiceProvider services, Projection projection, Action<double> took)
    {
        RecordTable table = services.GetRequiredService<RecordTable>();
        long start = Stopwatch.GetTimestamp();
        await services.GetRequiredService<Store>().WriteAsync(new ProjectionWork(projection, (_, _) => { }), CancellationToken.None);
        table.Set(projection.Heads);
        services.GetRequiredService<RepositoryState>().NoteRows(projection.NextRow - 1);
        await services.GetRequiredService<Projector>().TellAsync(projection, CancellationToken.None);
        took(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return new Projection(table, projection.NextRow);
    }

    private static Bundle Person(string[] row)
    {
        RecordType type = BuiltInDictionary.BuiltIn.Types["Person"];
        Record person = new(type);
        Set("reference", Value.Text(row[0]));
        Set("givenNames", Value.List([.. new[] { row[2], row[3] }.Where(n => n.Length > 0).Select(Value.Text)]));
        Set("familyName", Value.Text(row[4]));
        Set("addressText", Value.Text($"{row[7]}, {row[8]}, {row[9]}"));
        Set("telephones", Value.Text(row[10]));
        Set("emails", Value.Text(row[11]));
        if (DateOnly.TryParseExact(row[5], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly born))
        {
            Set("dateOfBirth", Value.Date(new PartialDate(born.Year, born.Month, born.Day)));
        }

        Bundle bundle = new();
        bundle.Add(person);
        return bundle;

        void Set(string name, Value value)
        {
            if (type.TryGet(name, out AttributeDefinition? attribute) && value.ToString().Length > 0)
            {
                person.Set(attribute, value);
            }
        }
    }

    private static void Add(Store store, RecordNames names, Projection projection, Bundle bundle)
    {
        long exchange = store.Ids.Next();
        long[] records = names.Of(exchange, "control", "incident", bundle);
        ArrayBufferWriter<byte> plain = new(512);
        RepositoryBundles.Write(bundle, records, BuiltInDictionary.BuiltIn.Version, plain);
        ContentKey key = store.Keys.Next();
        projection.Bundles.Add(new SealedBundle(
            new BundleRow
            {
                Exchange = exchange, KnownAt = 0, System = "control", Type = "incident", Version = 1, Translation = "bench", Dictionary = "bench",
                FirstVersion = projection.NextRow, Records = 1,
            },
            records,
            key.Number,
            key.Seal(SealedPlace.Bundle, plain.WrittenSpan)));
        projection.Contents[exchange] = bundle;
        projection.Add(new RecordVersionRow { Id = 0, Record = records[0], Number = 0, Exchange = exchange, Place = 0, Type = "Person", KnownAt = 0 });
    }
}
