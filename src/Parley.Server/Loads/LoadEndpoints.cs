using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>
/// <c>POST /v1/systems/{system}/loads</c> begins a load of history, with its file or without; <c>PATCH /v1/loads/{id}</c> sends the file or what is missing of it;
/// <c>GET</c> says how loads stand.
/// </summary>
internal sealed class LoadEndpoints(LoadAccess access, Store store, WorkspaceHost workspace, LoadFiles files, LoadRunner runner, ServerOptions options)
{
    private const int MostOpen = 16;

    // One request at a time fills a file.
    private readonly ConcurrentDictionary<long, bool> _receiving = new();

    /// <summary>Begins a load.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        (Caller caller, SystemDefinition system) = access.RequireLoader(context);
        LoadRequest request = LoadRequest.Read(context.Request);
        LoadRow load = await NewAsync(request, caller, system, context.RequestAborted);
        await store.WriteAsync(
            new StatementWork(
                Statements.InsertLoad,
                load.Id, load.System, load.Type, load.Name, load.File, load.Purpose, load.Actor, (long)load.State, load.Key, load.MostRefused, load.Begun),
            context.RequestAborted);
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false && context.Request.ContentLength != 0;
        if (load.File is not null)
        {
            await CompleteAsync(load, request.Again, context.RequestAborted);
        }
        else if (hasBody)
        {
            await ReceiveAsync(context, load);
            await CompleteAsync(load, request.Again, context.RequestAborted);
        }

        context.Response.Headers.Location = $"/v1/loads/{PublicId.Load(load.Id)}";
        await AnswerAsync(context, load.Id, StatusCodes.Status201Created);
    }

    /// <summary>Takes in the file of a load from <c>offset</c> to its end.</summary>
    public async Task AppendAsync(HttpContext context)
    {
        (_, LoadRow load) = await access.RequireActorAsync(context);
        if (load.State != LoadState.Receiving)
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, $"The load is {LoadJson.StateOf(load.State)}.", "address: id"));
        }

        string? offset = context.Request.Query["offset"];
        long there = files.ReceivedBytes(load);
        if (!string.Equals(offset ?? "0", there.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            throw new ProblemException(new Problem(409, LoadIssues.WrongOffset, $"{there} bytes are there.", "query: offset"));
        }

        await ReceiveAsync(context, load);
        await CompleteAsync(load, LoadRequest.AgainOf(context.Request), context.RequestAborted);
        await AnswerAsync(context, load.Id, StatusCodes.Status200OK);
    }

    /// <summary>Answers with a page of loads, new to old.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = access.RequireViewer(context);
        PageQuery page = PageQuery.Read(context.Request, 'l');
        List<LoadRow> rows = await store.Reader.LoadsAsync(
            Exchanges.Disclosure.OwnSystems(caller), context.Request.Query["system"], page.Before, page.Limit, context.RequestAborted);
        await JsonPage.WriteAsync(context, "loads", rows, rows.Count == page.Limit ? PublicId.Load(rows[^1].Id) : null, LoadJson.WriteRow);
    }

    /// <summary>Answers with one load and its report.</summary>
    public async Task GetAsync(HttpContext context)
    {
        LoadRow row = await access.FindAsync(context, access.RequireViewer(context));
        await AnswerAsync(context, row.Id, StatusCodes.Status200OK);
    }

    /// <summary>Stops a load; what was taken stays.</summary>
    public async Task CancelAsync(HttpContext context)
    {
        (_, LoadRow load) = await access.RequireActorAsync(context);
        if (load.State >= LoadState.Done)
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, $"The load is {LoadJson.StateOf(load.State)}.", "address: id"));
        }

        await runner.CancelAsync(load.Id, context.RequestAborted);
        await AnswerAsync(context, load.Id, StatusCodes.Status200OK);
    }

    /// <summary>Takes a cancelled or failed load up again, where it stopped.</summary>
    public async Task ResumeAsync(HttpContext context)
    {
        (_, LoadRow load) = await access.RequireActorAsync(context);
        if (load.State is not (LoadState.Cancelled or LoadState.Failed) || (load.File is null && load.Key is null))
        {
            string why = load.State is LoadState.Cancelled or LoadState.Failed ? "The file has been removed; begin a new load." : $"The load is {LoadJson.StateOf(load.State)}.";
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, why, "address: id"));
        }

        if (LoadRequest.MostRefusedOf(context.Request) is long most)
        {
            await store.WriteAsync(new StatementWork(Statements.SetLoadMostRefused, load.Id, most), context.RequestAborted);
        }

        // A file that was still coming in when the load was cancelled goes on coming in.
        LoadState state = load.Sha256 is null ? LoadState.Receiving : LoadState.Waiting;
        await store.WriteAsync(
            new StatementWork(Statements.SetLoadState, load.Id, (long)state, SqlValue.Null, SqlValue.Null, Clock.Microseconds(options.Time)), context.RequestAborted);
        runner.Wake();
        await AnswerAsync(context, load.Id, StatusCodes.Status200OK);
    }

    private async Task<LoadRow> NewAsync(LoadRequest request, Caller caller, SystemDefinition system, CancellationToken cancellationToken)
    {
        if (!system.Messages.TryGetValue(request.Type, out MessageTypeDefinition? type) || !type.Translation.CanRead)
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"'{system.Id}' has no message type '{request.Type}' that can be read.", "query: type"));
        }

        if (request.File is not null && !files.TryFind(system, request.File, out _))
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"'{system.Id}' has no load folder with a file '{request.File}'.", "query: file"));
        }

        LoadedWorkspace loaded = workspace.Current.Workspace;
        string purpose = request.Purpose ?? loaded.Sharing.LocalPurpose;
        if (!loaded.Sharing.Purposes.ContainsKey(purpose))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"There is no purpose '{purpose}'.", "query: purpose"));
        }

        if ((await store.Reader.OpenLoadsAsync(cancellationToken)).Count(l => l.System == system.Id) >= MostOpen)
        {
            throw new ProblemException(new Problem(429, LoadIssues.TooMany, $"{MostOpen} loads have not ended.", "address: system"));
        }

        long now = Clock.Microseconds(options.Time);
        return new LoadRow
        {
            Id = store.Ids.Next(),
            System = system.Id,
            Type = type.Name,
            Name = request.Name,
            File = request.File,
            Purpose = purpose,
            Actor = caller.OnBehalfOf ?? caller.Actor,
            Key = request.File is null ? store.Keys.Next().Number : null,
            MostRefused = request.MostRefused,
            Begun = now,
            Changed = now,
        };
    }

    private async Task ReceiveAsync(HttpContext context, LoadRow load)
    {
        if (!_receiving.TryAdd(load.Id, true))
        {
            throw new ProblemException(new Problem(409, LoadIssues.WrongOffset, "Another request is sending the file.", "address: id"));
        }

        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                // The bound of a message is not that of a file of many; LoadFiles keeps that.
                limit.MaxRequestBodySize = null;
            }

            await files.ReceiveAsync(load, context.Request.Body, context.RequestAborted);
        }
        finally
        {
            _receiving.TryRemove(load.Id, out _);
        }
    }

    /// <summary>The file is whole: the load waits for its turn, unless the file was loaded before.</summary>
    private async Task CompleteAsync(LoadRow load, bool again, CancellationToken cancellationToken)
    {
        SystemDefinition system = workspace.Current.Workspace.Systems[load.System];
        (long size, byte[] sha256) = await Task.Run(() => files.Measure(load, system, cancellationToken), cancellationToken);
        if (!again && await store.Reader.LoadedBeforeAsync(load, sha256, cancellationToken) is long before)
        {
            await runner.CancelAsync(load.Id, cancellationToken);
            await files.RemoveAsync(load, cancellationToken);
            throw new ProblemException(new Problem(409, LoadIssues.LoadedBefore, $"It was loaded by {PublicId.Load(before)}.", "body"));
        }

        await store.WriteAsync(
            new StatementWork(Statements.SetLoadFile, load.Id, (long)LoadState.Waiting, size, sha256, Clock.Microseconds(options.Time)), cancellationToken);
        runner.Wake();
    }

    private async Task AnswerAsync(HttpContext context, long id, int status)
    {
        LoadRow row = await store.Reader.LoadAsync(id, context.RequestAborted) ?? throw new StoreUnavailableException("The store does not show the load.", null);
        List<(string, long)> codes = row.Refused == 0 ? [] : await store.Reader.RefusedCodesAsync(id, context.RequestAborted);
        await JsonResponse.WriteAsync(context, status, (row, files.ReceivedBytes(row), (IReadOnlyList<(string, long)>)codes), LoadJson.Write);
    }
}
