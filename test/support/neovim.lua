-- Runs in a headless Neovim: attaches the language server to files, asks it through Neovim's own client, and prints the
-- results as JSON. The task is the JSON file that APIGW_NEOVIM_TASK names; see neovim.ts for both shapes.

local LIMIT_MS = 30000

local function wait_for(what, condition)
  assert(vim.wait(LIMIT_MS, condition, 5), "Neovim waited in vain for " .. what .. ".\n" .. vim.fn.execute("messages"))
end

local function buffer_text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

--- Waits until the command changed the buffer, and returns the text.
local function changed_by(what, command)
  local before = vim.api.nvim_buf_get_changedtick(0)
  command()
  wait_for(what, function()
    return vim.api.nvim_buf_get_changedtick(0) ~= before
  end)
  return buffer_text()
end

--- Jumps to the definition, and returns the text from the cursor on, up to the end of the line.
local function definition()
  local before = vim.api.nvim_win_get_cursor(0)
  vim.lsp.buf.definition()
  wait_for("the jump to the definition", function()
    return not vim.deep_equal(before, vim.api.nvim_win_get_cursor(0))
  end)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  return { line = line, rest = vim.api.nvim_get_current_line():sub(column + 1) }
end

local function signature_help()
  local params = vim.lsp.util.make_position_params(0, "utf-16")
  local answers = assert(vim.lsp.buf_request_sync(0, "textDocument/signatureHelp", params, LIMIT_MS))
  local _, answer = next(answers)
  assert(answer and answer.result, "No signature help: " .. vim.inspect(answer))
  return answer.result
end

local function format()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = LIMIT_MS })
  else
    vim.lsp.buf.formatting_sync(nil, LIMIT_MS)
  end
end

local function visit(client_id, file)
  vim.cmd("edit " .. vim.fn.fnameescape(file.path))
  vim.bo.filetype = file.filetype
  vim.bo.shiftwidth = 2
  vim.bo.expandtab = true
  assert(vim.lsp.buf_attach_client(0, client_id))
  local result = {}
  vim.api.nvim_win_set_cursor(0, file.call)
  result.signatureHelp = signature_help()
  vim.api.nvim_win_set_cursor(0, file.name)
  result.definition = definition()
  vim.api.nvim_win_set_cursor(0, file.name)
  result.renamed = changed_by("the new name", function()
    vim.lsp.buf.rename(file.newName)
  end)
  result.formatted = changed_by("the formatted text", format)
  return result
end

local function main()
  local task = vim.fn.json_decode(vim.fn.readfile(vim.env.APIGW_NEOVIM_TASK))
  vim.o.hidden = true
  local initialized, exit_code = false, nil
  local client_id = assert(vim.lsp.start_client({
    name = "apigw",
    cmd = task.command,
    root_dir = task.folder,
    on_init = function()
      initialized = true
    end,
    on_exit = function(code)
      exit_code = code
    end,
  }))
  wait_for("the server", function()
    return initialized
  end)
  local results = {}
  for index, file in ipairs(task.files) do
    results[index] = visit(client_id, file)
  end
  vim.lsp.stop_client(client_id)
  wait_for("the server's exit", function()
    return exit_code ~= nil
  end)
  io.stdout:write(vim.fn.json_encode({ files = results, exitCode = exit_code }))
end

local succeeded, problem = xpcall(main, debug.traceback)
if succeeded then
  vim.cmd("qall!")
else
  io.stderr:write(problem .. "\n")
  vim.cmd("cquit 1")
end
