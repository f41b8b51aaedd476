export { fileView, type FileView } from './attachment.read-model.js';
export {
  attachFile,
  claimAttachments,
  openAttachment,
  readAttachment,
  type OpenedFile,
} from './attach-file.js';
export { largestFile } from './encode-file.js';
export { editMessage, isFresh } from './edit-message.js';
export { mark, type Mark } from './marks.js';
export { enterRoom } from './enter-room.js';
export { addMember, openRoom, type NewMember } from './open-room.js';
export { postMessage, type NewMessage } from './post-message.js';
export {
  Attachment,
  Message,
  Room,
  RoomMember,
  roomsEntities,
  type LineParams,
  type MemberRole,
  type MessageFlag,
} from './room.entity.js';
export { presentMessage, type MemberResource, type MessageResource } from './room.presenter.js';
export {
  mayEnter,
  membersOf,
  messagesOf,
  type MemberView,
  type MessageView,
  type MessageWish,
  type RoomView,
} from './room.read-model.js';
export { roomDoors } from './room.doors.js';
export { roomJobs, roomSchedule } from './room.jobs.js';
export { openChat } from './room.sockets.js';
export { say } from './say.js';
export { sendMessage } from './send-message.js';
export { sealRoom } from './seal-room.js';
export { roomChecks } from './room.checks.js';
export { flagsOf, isFraudSignal } from './content-flags.js';
export { editedMessageSchema, longestMessage, newMessageSchema } from './room.schema.js';
