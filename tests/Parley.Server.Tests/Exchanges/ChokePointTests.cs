using System.Reflection;
using System.Reflection.Emit;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Server.Decisions;
using Parley.Server.Exchanges;
using Parley.Server.Media;
using Parley.Server.Quality;
using Parley.Server.Records;
using Parley.Server.Repository;
using Parley.Server.Retrieval;
using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Exchanges;

/// <summary>
/// Reads the code of the server's assembly: content comes out of the store only with a permit, and only the one place of disclosure makes permits,
/// turns stored bytes into bundles' decisions, and translates out what was decided.
/// </summary>
public sealed class ChokePointTests
{
    private static readonly Assembly s_server = typeof(ParleyServer).Assembly;
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    private static readonly Lazy<ILookup<MethodBase, Type>> s_callers = new(() => Calls().ToLookup(c => c.Called, c => c.Caller));

    [Fact]
    public void Permits_AreMadeByDisclosureAlone() =>
        Assert.Equal([typeof(Disclosure)], CallersOf(typeof(ContentPermit).GetConstructor([typeof(string)])!));

    [Fact]
    public void Policies_AreAskedByDisclosureAndImpactAlone() => Assert.Equal(
        [typeof(Disclosure), typeof(Impact)],
        CallersOf(typeof(SharingPolicy).GetMethod(nameof(SharingPolicy.Decide))!));

    [Fact]
    public void Explanations_AndAnswersAboutAccess_ComeFromDisclosureAlone()
    {
        Assert.Equal([typeof(Disclosure)], CallersOf(typeof(SharingPolicy).GetMethod(nameof(SharingPolicy.Explain))!));
        Type[] asked = CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.Decide), [typeof(SharingRequest), typeof(Bundle)])!);
        Assert.Equal([typeof(Disclosure), typeof(ExchangeQuestions), typeof(TypeQuestions)], asked);
        Assert.Contains(typeof(ExchangeQuestions), CallersOf(typeof(Journey).GetMethod(nameof(Journey.Refusal))!));
        Assert.Contains(typeof(Journey), CallersOf(typeof(Journey).GetMethod(nameof(Journey.Decide))!));
    }

    [Fact]
    public void Bundles_AreReadOnTheWayInOrFromThePermittedStoreAlone()
    {
        MethodInfo read = typeof(TranslationCalls).GetProperty(nameof(TranslationCalls.Read))!.GetMethod!;
        MethodInfo write = typeof(TranslationCalls).GetProperty(nameof(TranslationCalls.Write))!.GetMethod!;

        // What systems answer live is read on its way in too; only a decision makes of it what somebody may see.
        Assert.Equal([typeof(AnswerReader), typeof(Journey), typeof(StoredBundles)], CallersOf(read).Where(t => t != typeof(TranslationCalls)));

        // A notice is a bundle that the platform itself makes: its action, and the reference that the recipient was given before.
        Assert.Equal([typeof(Journey), typeof(NoticeWriter)], CallersOf(write).Where(t => t != typeof(TranslationCalls)));
        Assert.Equal([typeof(TranslationCalls)], CallersOf(typeof(Translator).GetMethod(nameof(Translator.Read))!));
        Assert.Equal([typeof(TranslationCalls)], CallersOf(typeof(Translator).GetMethod(nameof(Translator.Write))!));
    }

    [Fact]
    public void Contents_AreReadByOneQuestionThatAsksForAPermit()
    {
        string[] texts = [.. Texts().Where(t => t.Text.Contains(" contents", StringComparison.Ordinal) && t.Text.Contains("body", StringComparison.Ordinal)
            && t.Text.Contains("SELECT", StringComparison.Ordinal)).Select(t => t.In.Name)];

        Assert.Equal([nameof(StoreReader)], texts.Distinct());
        Assert.Single(texts);
        Assert.Contains(typeof(StoreReader).GetMethod(nameof(StoreReader.ContentAsync))!.GetParameters(), p => p.ParameterType == typeof(ContentPermit));
        Assert.All(CallersOf(typeof(StoreReader).GetMethod(nameof(StoreReader.ContentAsync))!), t => Assert.NotEqual("Storage", t.Namespace?.Split('.')[^1]));
    }

    [Fact]
    public void Repository_IsReadByQuestionsThatAskForAPermit_AndShownByADecisionAlone()
    {
        MethodInfo content = typeof(StoreReader).GetMethod(nameof(StoreReader.BundleContentsAsync))!;
        string[] texts = [.. Texts().Where(t => t.Text.Contains("repository_bundles", StringComparison.Ordinal) && t.Text.Contains("sealed", StringComparison.Ordinal)
            && t.Text.Contains("SELECT", StringComparison.Ordinal)).Select(t => t.In.Name)];

        MethodInfo contents = typeof(StoreReader).GetMethod(nameof(StoreReader.BundleContentPageAsync))!;

        Assert.Equal([nameof(StoreReader), nameof(StoreReader)], texts);
        Assert.Contains(content.GetParameters(), p => p.ParameterType == typeof(ContentPermit));
        Assert.Contains(contents.GetParameters(), p => p.ParameterType == typeof(ContentPermit));
        Assert.Equal([typeof(RepositoryBundles)], CallersOf(content));
        Assert.Equal([typeof(RepositoryPass)], CallersOf(contents));
        // Beside stored bundles: a bundle that the application which asks for a decision hands in itself.
        Assert.Equal([typeof(RepositoryBundles), typeof(TypeQuestions)], CallersOf(typeof(PoleJson).GetMethod(nameof(PoleJson.Read))!));

        // Who reads whole bundles: the view, which gives away what a decision leaves of them, what fills the indexes of search and identities, which give away names alone,
        // and what judges quality, which gives away names, codes and attributes.
        Assert.Equal(
            [typeof(QualityJudge), typeof(RepositoryFollower), typeof(RepositoryView)],
            typeof(RepositoryBundles).GetMethods().Where(m => m.Name == nameof(RepositoryBundles.ReadAsync)).SelectMany(CallersOf)
            .Where(t => t != typeof(RepositoryBundles)).Distinct().OrderBy(t => t.Name, StringComparer.Ordinal));
        Assert.Equal([typeof(Disclosure), typeof(LiveResults), typeof(RepositoryView)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.Look))!));
        Assert.Equal([typeof(RepositoryView)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.LookAs))!));
        Assert.Equal([typeof(RepositoryView)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.LookForDelivery))!));
        Assert.Equal([typeof(LiveResults), typeof(RepositoryView)], CallersOf(typeof(VisibleBundle).GetMethod(nameof(VisibleBundle.Of))!));
    }

    [Fact]
    public void LiveAnswers_AreMadeVisibleByADecisionAlone_BeforeTheyAreRanked()
    {
        // Who sees whole answers: the one place that decides on them, and what keeps them as messages of their system where the workspace says so.
        Assert.Equal([typeof(LiveResults)], CallersOf(typeof(AskedState).GetProperty(nameof(AskedState.Bundles))!.GetMethod!).Where(t => t != typeof(AskedState)));
        Assert.Equal([typeof(QuestionRun)], CallersOf(typeof(AnswerReader).GetMethod(nameof(AnswerReader.Read))!));
        Assert.Equal([typeof(LiveRetrieval)], CallersOf(typeof(LiveResults).GetMethod(nameof(LiveResults.Of))!));
        Assert.Equal([typeof(QuestionRun)], CallersOf(typeof(AnswerKeeper).GetMethod(nameof(AnswerKeeper.KeepAsync))!));
    }

    [Fact]
    public void Objects_AreReadByOneWayThatAsksForAPermit_WhichARecordsDecisionGives()
    {
        MethodInfo open = typeof(MediaContent).GetMethod(nameof(MediaContent.OpenAsync))!;

        Assert.Contains(open.GetParameters(), p => p.ParameterType == typeof(ContentPermit));
        // What goes with a message by the message's own decision, the reader, whom a record's decision has let, and the scanner, of which nothing but its verdict comes.
        Assert.Equal([typeof(MediaDeliveries), typeof(MediaEndpoints), typeof(MediaScan), typeof(ThumbnailEndpoint)], CallersOf(open));
        Assert.Equal([typeof(MediaContent)], CallersOf(typeof(IMediaStore).GetMethod(nameof(IMediaStore.OpenAsync))!));
        Assert.Equal([typeof(MediaRecords)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.PermitObject))!));
        Assert.Equal([typeof(MediaRecords)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.PermitUpload))!));
        Assert.Equal([typeof(MediaDeliveries)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.PermitObjectByValue))!));
        Assert.Equal([typeof(MediaScan)], CallersOf(typeof(Disclosure).GetMethod(nameof(Disclosure.PermitScan))!));
        Assert.Equal([typeof(MediaStretch), typeof(UploadFile)], CallersOf(typeof(SealedChunks).GetMethod(nameof(SealedChunks.TryOpen))!));
    }

    [Fact]
    public async Task Contents_WithoutAPermit_AreRefused() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => new StoreReader(null!, null!).ContentAsync(1, null!, CancellationToken.None));

    private static Type[] CallersOf(MethodBase method) =>
        s_callers.Value[method].Distinct().OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();

    private static IEnumerable<(Type Caller, MethodBase Called)> Calls() =>
        from code in Code() where code.Method is not null select (code.In, code.Method!);

    private static IEnumerable<(Type In, string Text)> Texts() => from code in Code() where code.Text is not null select (code.In, code.Text!);

    // Every method's instructions, those that the compiler moved into classes of its own counted to the type that they were written in.
    private static IEnumerable<(Type In, MethodBase? Method, string? Text)> Code()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (Type type in s_server.GetTypes())
        {
            foreach (MethodBase method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
            {
                foreach ((MethodBase? called, string? text) in Instructions(method))
                {
                    yield return (Written(type), called, text);
                }
            }
        }
    }

    private static Type Written(Type type)
    {
        while (type.DeclaringType is Type outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<(MethodBase? Called, string? Text)> Instructions(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < il.Length;)
        {
            short value = il[at] == 0xFE ? unchecked((short)(0xFE00 | il[at + 1])) : il[at];
            OpCode code = s_codes[value];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod)
            {
                yield return (method.Module.ResolveMethod(BitConverter.ToInt32(il, at), typeArguments, methodArguments), null);
            }
            else if (code.OperandType == OperandType.InlineString)
            {
                yield return (null, method.Module.ResolveString(BitConverter.ToInt32(il, at)));
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }
}
